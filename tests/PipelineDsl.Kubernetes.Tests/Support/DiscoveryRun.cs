using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>A discovery with a standing clock and no chance, and the sources it was asked to run.</summary>
internal sealed class DiscoveryRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    public DiscoveryRun(Func<KubernetesAccess> access, double random = 0) =>
        Discovery = new KubernetesDiscovery(access, Time, Meters, Log, () => random);

    public DiscoveryRun(Uri url)
        : this(() => KubernetesAccess.FromUrl(url))
    {
    }

    public WaitingTime Time { get; } = new();

    public TestLog Log { get; } = new();

    public TestMeters Meters { get; } = new();

    public KubernetesDiscovery Discovery { get; }

    public static KubernetesSource Pods(params ReadOnlySpan<string> namespaces) => new(KubernetesRole.Pod) { Namespaces = [.. namespaces] };

    public TestObserver Observe(KubernetesSource? source = null) => ObserveUntil(_stop.Token, source).Observer;

    public (TestObserver Observer, Task Running) ObserveUntil(CancellationToken stop, KubernetesSource? source = null)
    {
        var observer = new TestObserver();
        Task running = Discovery.RunAsync(source ?? Pods("shop"), observer, stop);
        _running.Add(running);
        return (observer, running);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(TimeSpan.FromSeconds(20));
        await Discovery.DisposeAsync();
        _stop.Dispose();
        Meters.Dispose();
    }
}
