namespace PipelineDsl.Kubernetes;

/// <summary>The access of a pod: address from the environment, token, CA and namespace from the mounted service account.</summary>
internal static class ServiceAccount
{
    public static bool IsThere(KubernetesEnvironment environment) =>
        environment.Variable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && File.Exists(Path.Combine(environment.ServiceAccountDirectory, "token"));

    public static KubernetesAccess ToAccess(KubernetesEnvironment environment)
    {
        string directory = environment.ServiceAccountDirectory;
        if (environment.Variable("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host)
        {
            throw new KubernetesAccessException("This is no pod: KUBERNETES_SERVICE_HOST is not set. Use a kubeconfig file instead.");
        }

        string token = Path.Combine(directory, "token");
        if (!File.Exists(token))
        {
            throw new KubernetesAccessException($"The pod has no service account: {token} does not exist. Do not set automountServiceAccountToken to false.");
        }

        string port = environment.Variable("KUBERNETES_SERVICE_PORT") is { Length: > 0 } set ? set : "443";
        if (!Uri.TryCreate($"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}", UriKind.Absolute, out Uri? server))
        {
            throw new KubernetesAccessException($"KUBERNETES_SERVICE_HOST ({host}) and KUBERNETES_SERVICE_PORT ({port}) make no URL.");
        }

        string authority = Path.Combine(directory, "ca.crt");
        string space = Path.Combine(directory, "namespace");
        return new KubernetesAccess(server, $"the service account in {directory}")
        {
            Credential = AccessCredential.TokenFile(token),
            Tls = new TlsSettings { Authorities = File.Exists(authority) ? File.ReadAllBytes(authority) : null, AuthoritiesFrom = authority },
            Namespace = File.Exists(space) ? File.ReadAllText(space).Trim() : "default",
        };
    }
}
