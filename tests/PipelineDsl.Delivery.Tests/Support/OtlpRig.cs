using PipelineDsl.Testing.Otlp;

namespace PipelineDsl.Delivery.Tests;

/// <summary>An OTLP destination with a clock, a log and metrics under the test's control, and a receiver on loopback.</summary>
internal sealed class OtlpRig(OtlpReceiver receiver) : IAsyncDisposable
{
    private OtlpDestination? _destination;

    public ObservedTime Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public RecordedMetrics Metrics { get; } = new();

    public OtlpReceiver Receiver => receiver;

    public LabelSet ExternalLabels { get; init; } = LabelSet.Empty;

    public DestinationOptions Options { get; } = new()
    {
        Type = "otlp",
        Url = receiver.GrpcUrl.ToString(),
        RemoteTimeout = Rig.RemoteTimeout,
    };

    public OtlpDestination Destination => _destination ??= new(new DestinationSetup("test", Options, ExternalLabels, Time, Metrics, Log));

    public static async Task<OtlpRig> StartAsync(LabelSet? externalLabels = null) =>
        new(await OtlpReceiver.StartAsync()) { ExternalLabels = externalLabels ?? LabelSet.Empty };

    /// <summary>A target in a pod.</summary>
    public ITargetAppender Open() => Destination.OpenTarget(new ScrapedTarget(
        7,
        LabelSet.Of(("job", "shop"), ("instance", "10.0.0.1:9090")),
        new Uri("http://10.0.0.1:9090/metrics"),
        LabelSet.Of(
            ("__meta_kubernetes_namespace", "store"), ("__meta_kubernetes_pod_name", "shop-1"), ("__meta_kubernetes_pod_uid", "u-1"),
            ("__meta_kubernetes_pod_container_name", "app"), ("__meta_kubernetes_pod_node_name", "node-1"),
            ("__meta_kubernetes_pod_controller_kind", "ReplicaSet"), ("__meta_kubernetes_pod_controller_name", "shop-5d"))));

    /// <summary>Defines and describes a series of the target.</summary>
    public static void Define(ITargetAppender target, int series, MetricMetadata? metadata, string name, params ReadOnlySpan<(string, string)> labels)
    {
        target.Define(series, LabelSet.Of([("__name__", name), ("job", "shop"), ("instance", "10.0.0.1:9090"), .. labels]));
        if (metadata is not null)
        {
            target.Describe(series, metadata);
        }
    }

    /// <summary>Sends what was committed.</summary>
    /// <returns>What the receiver got, metric by metric.</returns>
    public async Task<IReadOnlyList<ExportedMetric>> FlushAsync()
    {
        (await Patience.Of(Destination.StopAsync(TestContext.Current.CancellationToken))).ShouldBe(0);
        return [.. Resources.SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics)];
    }

    public IEnumerable<ResourceMetrics> Resources => receiver.Exports.SelectMany(export => export.ResourceMetrics);

    public async ValueTask DisposeAsync()
    {
        if (_destination is not null)
        {
            await _destination.DisposeAsync();
        }

        await receiver.DisposeAsync();
        Metrics.Dispose();
    }
}
