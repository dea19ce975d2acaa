using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>The API servers besides the program's own, each as long as a source asks it: sources with the same server and settings share its informers.</summary>
/// <param name="own">What the informers of the program's own server share.</param>
internal sealed class OtherServers(InformerServices own)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KubernetesConnection, Server> _servers = [];

    /// <summary>Tells an observer of targets there, until it is cancelled.</summary>
    public async Task RunAsync(KubernetesConnection connection, RoleQuery[] queries, ITargetObserver observer, CancellationToken cancellationToken)
    {
        Server server = Acquire(connection);
        try
        {
            await server.Views.RunAsync(queries, observer, own.Logger, cancellationToken);
        }
        finally
        {
            if (Release(connection, server))
            {
                await server.EndAsync();
            }
        }
    }

    /// <summary>Ends them all.</summary>
    public async Task EndAsync()
    {
        Server[] last;
        lock (_lock)
        {
            last = [.. _servers.Values];
            _servers.Clear();
        }

        foreach (Server server in last)
        {
            await server.EndAsync();
        }
    }

    private Server Acquire(KubernetesConnection connection)
    {
        lock (_lock)
        {
            if (!_servers.TryGetValue(connection, out Server? server))
            {
                var access = KubernetesAccess.FromConnection(connection);
                server = new Server(InformerServices.Create(() => access, own.Time, own.Random, own.Metrics, own.Logger));
                _servers.Add(connection, server);
            }

            server.Users++;
            return server;
        }
    }

    private bool Release(KubernetesConnection connection, Server server)
    {
        lock (_lock)
        {
            return --server.Users == 0 && _servers.Remove(connection);
        }
    }

    private sealed class Server
    {
        private readonly InformerServices _services;
        private readonly InformerPool _informers;

        public Server(InformerServices services)
        {
            (_services, _informers) = (services, new InformerPool(services));
            Views = new ViewPool(_informers);
        }

        public ViewPool Views { get; }

        public int Users { get; set; }

        public async Task EndAsync()
        {
            await _informers.EndAsync();
            await _services.Api.DisposeAsync();
        }
    }
}
