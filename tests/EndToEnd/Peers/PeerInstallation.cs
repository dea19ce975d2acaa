namespace PipelineDsl.EndToEnd.Peers;

/// <summary>The peers of these tests; where they cannot be installed, tests that need them are skipped.</summary>
internal static class PeerInstallation
{
    private static readonly Lazy<Task<string>> s_packages = new(() => PeerPackages.InstallAsync("prometheus", "prometheus-node-exporter"));

    private static readonly Lazy<Task<string>> s_victoria = new(async () =>
    {
        await s_packages.Value;
        return await PeerPackages.InstallAsync("victoria-metrics");
    });

    private static readonly Lazy<Task<string>> s_kubernetes = new(async () =>
    {
        string folder = Path.Combine(PeerPackages.Folder, "kube");
        await Shell.RunAsync("bash", [PeerPackages.Script("kube-apiserver.sh"), "build", folder]);
        await Shell.RunAsync("bash", [PeerPackages.Script("install.sh"), Path.Combine(folder, "etcd"), "etcd-server"]);
        return folder;
    });

    /// <summary>The folder with the binaries of Prometheus and its exporters.</summary>
    public static Task<string> PackagesAsync() => RequireAsync(s_packages.Value);

    /// <summary>The folder with the binaries of VictoriaMetrics.</summary>
    public static Task<string> VictoriaAsync() => RequireAsync(s_victoria.Value);

    /// <summary>The folder with the Kubernetes API server and its etcd.</summary>
    public static Task<string> KubernetesAsync() => RequireAsync(s_kubernetes.Value);

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
