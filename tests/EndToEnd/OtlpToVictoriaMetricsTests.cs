using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Delivery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Runtime;

namespace PipelineDsl.EndToEnd;

/// <summary>Samples over OTLP to a real VictoriaMetrics, which makes series of them again.</summary>
public sealed class OtlpToVictoriaMetricsTests
{
    [Fact]
    public async Task Series_arrive_as_they_were_scraped()
    {
        await using VictoriaMetricsServer victoria = await VictoriaMetricsServer.StartAsync();
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var options = new DestinationOptions { Type = "otlp", Protocol = "http", Url = victoria.OtlpUrl.ToString() };
        await using IDestination destination = DestinationFactory.Create(
            "otlp", options, LabelSet.Of(("cluster", "my-cluster")), TimeProvider.System, services.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
        using ITargetAppender target = destination.OpenTarget(new ScrapedTarget(
            1, LabelSet.Of(("job", "shop"), ("instance", "10.0.0.1:80")), new Uri("http://10.0.0.1:80/metrics"),
            LabelSet.Of(("__meta_kubernetes_pod_name", "shop-1"))));
        var items = new MetricMetadata("items", MetricKind.Counter, "", "Items.");
        var latency = new MetricMetadata("latency_seconds", MetricKind.Histogram, "seconds", "Latency.");
        var pause = new MetricMetadata("pause_seconds", MetricKind.Summary, "seconds", "Pauses.");
        (MetricMetadata? Metadata, double Value, (string, string)[] Labels)[] samples =
        [
            (items, 7, [("__name__", "items_total"), ("kind", "a")]),
            (new("heap_bytes", MetricKind.Gauge, "", "Heap."), 5, [("__name__", "heap_bytes")]),
            (null, 1, [("__name__", "up")]),
            (latency, 2, [("__name__", "latency_seconds_bucket"), ("le", "0.1")]),
            (latency, 3, [("__name__", "latency_seconds_bucket"), ("le", "+Inf")]),
            (latency, 0.4, [("__name__", "latency_seconds_sum")]),
            (latency, 3, [("__name__", "latency_seconds_count")]),
            (pause, 0.2, [("__name__", "pause_seconds"), ("quantile", "0.5")]),
            (pause, 9, [("__name__", "pause_seconds_sum")]),
            (pause, 4, [("__name__", "pause_seconds_count")]),
        ];
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (int i = 0; i < samples.Length; i++)
        {
            target.Define(i, LabelSet.Of([.. samples[i].Labels, ("job", "shop"), ("instance", "10.0.0.1:80")]));
            if (samples[i].Metadata is { } metadata)
            {
                target.Describe(i, metadata);
            }

            target.Append(i, now, samples[i].Value);
        }

        target.Commit();
        (await destination.StopAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        destination.Status.LastError.ShouldBeNull();

        IReadOnlyList<IReadOnlyDictionary<string, string>> series = [];
        await Eventually.HoldsAsync("all series are there", TimeSpan.FromSeconds(30),
            async () => (series = await victoria.QueryAsync("{cluster=\"my-cluster\"}")).Count >= samples.Length);

        series.Select(Text).Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "heap_bytes{} 5",
            "items_total{kind=a} 7",
            "latency_seconds_bucket{le=+Inf} 3",
            "latency_seconds_bucket{le=0.1} 2",
            "latency_seconds_count{} 3",
            "latency_seconds_sum{} 0.4",
            "pause_seconds_count{} 4",
            "pause_seconds_sum{} 9",
            "pause_seconds{quantile=0.5} 0.2",
            "up{} 1",
        }.Order(StringComparer.Ordinal));
        series.ShouldAllBe(s => s["service.name"] == "shop" && s["service.instance.id"] == "10.0.0.1:80" && s["k8s.pod.name"] == "shop-1");
    }

    // VictoriaMetrics makes labels of the resource, too.
    private static string Text(IReadOnlyDictionary<string, string> series) => $"{series["__name__"]}{{" + string.Join(',', series
        .Where(label => label.Key is "kind" or "le" or "quantile")
        .Select(label => $"{label.Key}={label.Value}")) + $"}} {series["value"]}";
}
