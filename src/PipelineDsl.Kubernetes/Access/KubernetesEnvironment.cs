namespace PipelineDsl.Kubernetes;

/// <summary>What of the process' surroundings decides the way to the API server; tests bring their own.</summary>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="HomeDirectory">Where <c>.kube/config</c> is looked for.</param>
/// <param name="ServiceAccountDirectory">Where a pod finds its token, its CA and its namespace.</param>
internal sealed record KubernetesEnvironment(Func<string, string?> Variable, string HomeDirectory, string ServiceAccountDirectory)
{
    public static KubernetesEnvironment Process { get; } = new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        "/var/run/secrets/kubernetes.io/serviceaccount");

    public string DefaultKubeConfig => Path.Combine(HomeDirectory, ".kube", "config");
}
