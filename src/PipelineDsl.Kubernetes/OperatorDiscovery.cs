using System.Diagnostics.Metrics;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>Finds the jobs that ServiceMonitors, PodMonitors, Probes and ScrapeConfigs of the Prometheus Operator describe.</summary>
/// <remarks>
/// <para>Each resource is a group: <c>serviceMonitor/&lt;namespace&gt;/&lt;name&gt;</c>, likewise <c>podMonitor</c>, <c>probe</c> and <c>scrapeConfig</c>.
/// Secrets and ConfigMaps that resources refer to are followed one by one; a change of one is a change of the resources.</para>
/// <para>A resource that is invalid is rejected alone, with a log line, an event where there is an <see cref="IEventSink"/>, and the metric <c>pipelinedsl.operator.rejected_resources</c>.</para>
/// <para>A cluster without the CRDs has no resources; once they are installed, their resources are found.</para>
/// </remarks>
public sealed class OperatorDiscovery : IJobDiscovery, IAsyncDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly OperatorContext _context;
    private int _runs;
    private int _isDisposed;

    /// <summary>Creates a discovery.</summary>
    /// <param name="kubernetes">The way to the API server, and what follows its objects. Dispose it behind this.</param>
    /// <param name="canDiscover">Whether the program can find the targets of a source: resources with others are rejected.</param>
    /// <param name="meterFactory">Makes the meter <c>PipelineDsl.Kubernetes</c>.</param>
    /// <param name="events">Writes events about rejected resources. The default value is <see langword="null"/>: none are written.</param>
    public OperatorDiscovery(
        KubernetesDiscovery kubernetes, Func<DiscoverySource, bool> canDiscover, IMeterFactory meterFactory, IEventSink? events = null)
    {
        ArgumentNullException.ThrowIfNull(kubernetes);
        ArgumentNullException.ThrowIfNull(canDiscover);
        ArgumentNullException.ThrowIfNull(meterFactory);
        _context = new OperatorContext(kubernetes.Services, kubernetes.Informers, new OperatorMetrics(meterFactory), events, canDiscover);
    }

    /// <inheritdoc/>
    public bool CanDiscover(JobSource source) => source is OperatorSource;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The pipeline's source is not of the Operator.</exception>
    /// <exception cref="ObjectDisposedException">The discovery is disposed.</exception>
    public async Task RunAsync(Pipeline pipeline, IJobObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(observer);
        if (pipeline.Source is not OperatorSource source)
        {
            throw new ArgumentException($"'{pipeline.Source}' is no resource of the Prometheus Operator.", nameof(pipeline));
        }

        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var template = new JobTemplate(pipeline.Targets, pipeline.Scrape, pipeline.Metrics, source.Settings);
        string id = Interlocked.Increment(ref _runs).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await new OperatorRun(_context, id, source, template, observer).RunAsync(either.Token);
    }

    /// <summary>Ends all discoveries; their jobs stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _disposed.CancelAsync();
        _disposed.Dispose();
    }
}
