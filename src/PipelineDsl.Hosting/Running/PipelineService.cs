using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl.Delivery;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting;

/// <summary>Starts the pipelines with the host and stops them with it, last scrape and last sample included.</summary>
internal sealed partial class PipelineService : IHostedService, IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly ILogger<PipelineService> _logger;
    private readonly ScrapeEngine _engine;
    private readonly Dictionary<string, IDestination> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RunningPipeline> _pipelines = [];
    private readonly Replica _replica;

    public PipelineService(IServiceProvider services, ILoggerFactory loggers)
    {
        _services = services;
        _logger = loggers.CreateLogger<PipelineService>();
        _replica = services.GetRequiredService<Replica>();
        _engine = new ScrapeEngine(services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IMeterFactory>(), _replica.Ownership);
    }

    /// <summary>The pipelines whose discovery has not reported everything once.</summary>
    public IReadOnlyList<string> NotReady => [.. _pipelines.Where(pipeline => !pipeline.IsSynced).Select(pipeline => pipeline.Name)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Metrics are counted from the first sample on.
        _services.GetRequiredService<SelfMetrics>();
        var pipelines = new Dictionary<string, Pipeline>(StringComparer.Ordinal);
        foreach (PipelineRegistration registration in _services.GetServices<PipelineRegistration>())
        {
            if (!pipelines.TryAdd(registration.Name, registration.Create(_services)))
            {
                throw new InvalidOperationException($"Two pipelines are named '{registration.Name}': rename one of them.");
            }
        }

        foreach (KubernetesDiscovery discovery in _services.GetServices<ITargetDiscovery>().OfType<KubernetesDiscovery>())
        {
            discovery.ReadBy(pipelines.Values);
        }

        StartDestinations(pipelines.Values);
        foreach ((string name, Pipeline pipeline) in pipelines)
        {
            Start(name, pipeline);
        }

        _replica.JoinWhen(() => NotReady.Count == 0);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_pipelines.Select(pipeline => pipeline.DisposeAsync().AsTask()));
        _pipelines.Clear();
        // After the last scrape and before the last delivery: the others take over meanwhile.
        await _replica.LeaveAsync(cancellationToken);
        _engine.Dispose();
        await Task.WhenAll(_destinations.Values.Select(destination => destination.StopAsync(cancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IDestination destination in _destinations.Values)
        {
            await destination.DisposeAsync();
        }
    }

    private void StartDestinations(IEnumerable<Pipeline> pipelines)
    {
        DestinationSettings settings = _services.GetRequiredService<DestinationSettings>();
        IEnumerable<string> used = pipelines.SelectMany(pipeline => pipeline.Destinations).SelectMany(destination => settings.Ends(destination.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (string name in used)
        {
            _destinations.Add(name, DestinationFactory.Create(
                name,
                settings.Require(name),
                settings.ExternalLabels,
                _services.GetRequiredService<TimeProvider>(),
                _services.GetRequiredService<IMeterFactory>(),
                _services.GetRequiredService<ILoggerFactory>(),
                settings.Signer(name)));
        }

        foreach (string name in settings.Names.Where(name => !settings.Ends(name).All(_destinations.ContainsKey)))
        {
            LogUnusedDestination(name);
        }
    }

    private void Start(string name, Pipeline pipeline)
    {
        IDestinationWriter[] writers = [.. pipeline.Destinations.Select(destination =>
            _services.GetRequiredService<DestinationSettings>().Writer(destination.Name, end => _destinations[end]))];
        var jobs = new JobRunner(name, writers, _engine, _services.GetServices<ITargetDiscovery>(), _services.GetRequiredService<ILoggerFactory>());
        _pipelines.Add(new RunningPipeline(name, pipeline, jobs, _services.GetServices<IJobDiscovery>()));
        PipelineDescription description = pipeline.Describe();
        LogStarted(name, description);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pipeline {Pipeline} runs:\n{Description}")]
    private partial void LogStarted(string pipeline, PipelineDescription description);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No pipeline forwards to the destination {Destination}, which the configuration has")]
    private partial void LogUnusedDestination(string destination);
}
