namespace PipelineDsl.Cli;

/// <summary>A kubeconfig file of a server without credentials.</summary>
internal sealed class KubeConfigFile : IDisposable
{
    public KubeConfigFile(Uri server) => File.WriteAllText(Path, $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{ name: test, cluster: { server: "{{server}}" } }]
        contexts: [{ name: test, context: { cluster: test, user: test } }]
        users: [{ name: test, user: {} }]
        """);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
