using PipelineDsl.EndToEnd.Peers;

[assembly: AssemblyFixture(typeof(PipelineDsl.EndToEnd.ClusterFixture))]

namespace PipelineDsl.EndToEnd;

/// <summary>One real API server for all tests: it takes seconds to start. Each test has namespaces and pods of its own.</summary>
public sealed class ClusterFixture : IAsyncDisposable
{
    private readonly Lazy<Task<KubernetesServer>> _server = new(StartAsync);

    internal Task<KubernetesServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    private static async Task<KubernetesServer> StartAsync()
    {
        KubernetesServer server = await KubernetesServer.StartAsync();
        await server.CreateNamespaceAsync("images");
        await server.CreateNamespaceAsync("blue");
        return server;
    }
}
