using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Discovers until everything has been reported once.</summary>
/// <param name="kubeConfig">The kubeconfig file; null to find the way as a program does.</param>
/// <param name="timeout">How long to wait.</param>
internal sealed class DiscoveryRun(string? kubeConfig, TimeSpan timeout) : IDisposable
{
    private readonly ComplaintLogger _complaints = new(Console.Error);

    /// <summary>Whether something could not be read; standard error says what.</summary>
    public bool HasComplained => _complaints.Count > 0;

    public void Dispose() => _complaints.Dispose();

    /// <summary>Reads the targets.</summary>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    public async Task<IReadOnlyList<LabelSet>> ReadAsync(DiscoverySource source, CancellationToken cancellationToken)
    {
        KubernetesAccess access = kubeConfig is null ? KubernetesAccess.FromEnvironment() : KubernetesAccess.FromKubeConfig(kubeConfig);
        await using ServiceProvider services = new ServiceCollection().AddMetrics().AddLogging(logs => logs.AddProvider(_complaints)).BuildServiceProvider();
        await using var discovery = new KubernetesDiscovery(
            access, TimeProvider.System, services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<ILoggerFactory>());
        var collector = new TargetCollector();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = discovery.RunAsync(source, collector, stop.Token);
        try
        {
            await collector.Complete.WaitAsync(timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{access.Server} did not answer within {timeout.TotalSeconds} seconds: check the address, or raise --timeout.");
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        return collector.Targets;
    }
}
