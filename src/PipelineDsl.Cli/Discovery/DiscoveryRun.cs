using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Hosting;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Discovers until everything has been reported once.</summary>
internal sealed class DiscoveryRun : IAsyncDisposable
{
    private readonly KubernetesAccess _access;
    private readonly TimeSpan _timeout;
    private readonly ComplaintLogger _complaints = new(Console.Error);
    private readonly ServiceProvider _services;

    /// <param name="kubeConfig">The kubeconfig file; null to find the way as a program does.</param>
    /// <param name="timeout">How long to wait for the server.</param>
    /// <exception cref="KubernetesAccessException">There is no way to a server.</exception>
    public DiscoveryRun(string? kubeConfig, TimeSpan timeout)
    {
        _access = kubeConfig is null ? KubernetesAccess.FromEnvironment() : KubernetesAccess.FromKubeConfig(kubeConfig);
        _timeout = timeout;
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logs => logs.AddProvider(_complaints))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IEventSink, NoEvents>()
            .AddDiscovery(_ => _access)
            .BuildServiceProvider();
    }

    /// <summary>Whether something could not be read; standard error says what.</summary>
    public bool HasComplained => _complaints.Count > 0;

    /// <summary>Reads the targets of a source as they are discovered.</summary>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    public async Task<IReadOnlyList<LabelSet>> ReadAsync(DiscoverySource source, CancellationToken cancellationToken)
    {
        var collector = new TargetCollector();
        ITargetDiscovery discovery = _services.GetServices<ITargetDiscovery>().First(d => d.CanDiscover(source));
        await UntilAsync(stop => discovery.RunAsync(source, collector, stop), collector.Complete, cancellationToken);
        return collector.All;
    }

    /// <summary>Reads the jobs of a pipeline.</summary>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    public async Task<IReadOnlyList<ScrapeJob>> ReadJobsAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (pipeline.Source is not JobSource source)
        {
            return [pipeline.ToJob("discover")];
        }

        var collector = new JobCollector();
        IJobDiscovery discovery = _services.GetServices<IJobDiscovery>().First(d => d.CanDiscover(source));
        await UntilAsync(stop => discovery.RunAsync(pipeline, collector, stop), collector.Complete, cancellationToken);
        return collector.All;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _complaints.Dispose();
    }

    private async Task UntilAsync(Func<CancellationToken, Task> run, Task complete, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = run(stop.Token);
        try
        {
            await complete.WaitAsync(_timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{_access.Server} did not answer within {_timeout.TotalSeconds} seconds: check the address, or raise --timeout.");
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }
}
