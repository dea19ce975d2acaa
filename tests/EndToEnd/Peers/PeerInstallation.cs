namespace PipelineDsl.EndToEnd.Peers;

/// <summary>Real peers, installed once per machine from the distribution's packages.</summary>
internal static class PeerInstallation
{
    private static readonly Lazy<Task<string>> s_packages = new(async () =>
    {
        await Shell.RunAsync("bash", [Script("install.sh"), Folder, "prometheus", "prometheus-node-exporter"]);
        return Path.Combine(Folder, "usr", "bin");
    });

    private static readonly Lazy<Task<string>> s_victoria = new(async () =>
    {
        await s_packages.Value;
        await Shell.RunAsync("bash", [Script("install.sh"), Folder, "victoria-metrics"]);
        return Path.Combine(Folder, "usr", "bin");
    });

    private static readonly Lazy<Task<string>> s_kubernetes = new(async () =>
    {
        string folder = Path.Combine(Folder, "kube");
        await Shell.RunAsync("bash", [Script("kube-apiserver.sh"), "build", folder]);
        await Shell.RunAsync("bash", [Script("install.sh"), Path.Combine(folder, "etcd"), "etcd-server"]);
        return folder;
    });

    private static string Folder => Environment.GetEnvironmentVariable("PIPELINEDSL_PEERS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "pipelinedsl", "peers");

    /// <summary>The folder with the binaries of Prometheus and its exporters.</summary>
    public static Task<string> PackagesAsync() => RequireAsync(s_packages.Value);

    /// <summary>The folder with the binaries of VictoriaMetrics.</summary>
    public static Task<string> VictoriaAsync() => RequireAsync(s_victoria.Value);

    /// <summary>The folder with the Kubernetes API server and its etcd.</summary>
    public static Task<string> KubernetesAsync() => RequireAsync(s_kubernetes.Value);

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    // A developer's machine may lack what installs peers; CI may not.
    private static async Task<string> RequireAsync(Task<string> installation)
    {
        try
        {
            return await installation;
        }
        catch (InvalidOperationException error) when (Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Assert.Skip($"A peer could not be installed here. {error.Message}");
            throw;
        }
    }
}
