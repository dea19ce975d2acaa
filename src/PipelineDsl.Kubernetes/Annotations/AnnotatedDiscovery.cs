using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes;

/// <summary>Discovers the pods and services whose annotations ask for a scrape.</summary>
/// <remarks>
/// <para>It hears of pods and services from the discovery it is given, which lists and watches them once for all pipelines.</para>
/// <para>A pod that is scraped by its own annotations goes before services: a service's port is no target while at least one pod behind it is
/// scraped on that port by itself.</para>
/// <para>An annotation that does not say what it should is logged once for all replicas of a controller, written as an event where there is an
/// <see cref="IEventSink"/>, and counted in <c>pipelinedsl.kubernetes.annotation.errors</c> while it is there.</para>
/// </remarks>
/// <param name="kubernetes">Finds pods and services. It is not disposed here.</param>
/// <param name="meterFactory">Makes the meter <c>PipelineDsl.Kubernetes</c>.</param>
/// <param name="loggerFactory">Hears of wrong annotations.</param>
/// <param name="events">Writes events about wrong annotations. The default value is <see langword="null"/>: none are written.</param>
public sealed class AnnotatedDiscovery(
    KubernetesDiscovery kubernetes, IMeterFactory meterFactory, ILoggerFactory loggerFactory, IEventSink? events = null) : ITargetDiscovery
{
    private readonly AnnotationMetrics _metrics = new(meterFactory);
    private readonly ILogger _logger = loggerFactory.CreateLogger<AnnotatedDiscovery>();

    /// <inheritdoc/>
    public bool CanDiscover(DiscoverySource source) => source is AnnotatedSource;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The source is not of annotated objects.</exception>
    /// <exception cref="ObjectDisposedException">The discovery of pods and services is disposed.</exception>
    public async Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (source is not AnnotatedSource { Options: var options })
        {
            throw new ArgumentException($"'{source}' is not discovered by annotations.", nameof(source));
        }

        var targets = new AnnotatedTargets(options, observer, new AnnotationProblems(_metrics, _logger, events));
        try
        {
            await Task.WhenAll(
                RunAsync(AnnotatedSources.Pods(options), targets.Pods, cancellationToken),
                RunAsync(AnnotatedSources.Services(options), targets.Services, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            targets.End();
        }
    }

    private Task RunAsync(KubernetesSource? source, ITargetObserver observer, CancellationToken cancellationToken) =>
        source is null ? Task.CompletedTask : kubernetes.RunAsync(source, observer, cancellationToken);
}
