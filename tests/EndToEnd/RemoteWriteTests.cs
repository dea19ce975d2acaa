using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Delivery;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Runtime;

namespace PipelineDsl.EndToEnd;

/// <summary>Real receivers understand what delivery writes.</summary>
public sealed class RemoteWriteTests
{
    private static readonly TimeSpan s_arrival = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(RemoteWriteMessages.Version1)]
    [InlineData(RemoteWriteMessages.Version2)]
    public async Task Prometheus_answers_with_what_was_appended(string message)
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync();
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await SendAsync(prometheus.WriteUrl, message, now);

        await Eventually.HoldsAsync("the samples are there", s_arrival, async () => (await prometheus.QueryAsync("requests_total")).Count == 1);
        (await prometheus.QueryAsync("requests_total"))[0]["value"].ShouldBe("42.5");
        (await ValueAsync("histogram_count(latency_seconds)")).ShouldBe("12");
        (await ValueAsync("histogram_sum(latency_seconds)")).ShouldBe("18.4");
        (await ValueAsync("histogram_count(ratio)")).ShouldBe("6.5");
        (await ValueAsync("histogram_quantile(1, latency_seconds)")).ShouldBe("16");
        (await ValueAsync("histogram_count(classic_seconds)")).ShouldBe(message == RemoteWriteMessages.Version2 ? "3" : "");
        string exemplars = await prometheus.GetAsync($"api/v1/query_exemplars?query=requests_total&start={(now - 60_000) / 1000}&end={(now + 60_000) / 1000}");
        exemplars.ShouldContain("\"trace_id\":\"abc\"");
        exemplars.ShouldContain("\"value\":\"7\"");

        // No API shows the metadata of remote write: it is in the log of what was written.
        bool hasMetadata = prometheus.WriteAheadLog().Contains("Help of requests_total.", StringComparison.Ordinal);
        hasMetadata.ShouldBe(message == RemoteWriteMessages.Version2);

        async Task<string> ValueAsync(string expression) => await prometheus.QueryAsync(expression) is [var series] ? series["value"] : "";
    }

    [Fact]
    public async Task VictoriaMetrics_answers_with_what_was_appended()
    {
        await using VictoriaMetricsServer victoria = await VictoriaMetricsServer.StartAsync();
        await SendAsync(victoria.WriteUrl, RemoteWriteMessages.Version1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await Eventually.HoldsAsync("the samples are there", s_arrival,
            async () => (await victoria.GetAsync("api/v1/export?match[]=requests_total")).Contains("42.5", StringComparison.Ordinal));
    }

    private static async Task SendAsync(Uri url, string message, long now)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var options = new DestinationOptions { Url = url.ToString(), ProtobufMessage = message, SendNativeHistograms = true };
        options.Metadata.SendInterval = TimeSpan.FromMilliseconds(100);
        await using IDestination destination = DestinationFactory.Create(
            "peer", options, LabelSet.Of(("cluster", "prod")), TimeProvider.System, services.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
        ITargetAppender target = destination.OpenTarget(1);
        Define(0, "requests_total", MetricKind.Counter);
        Define(1, "latency_seconds", MetricKind.Histogram);
        Define(2, "ratio", MetricKind.Histogram);
        Define(3, "classic_seconds", MetricKind.Histogram);
        target.SetCreated(0, now - 100_000);
        target.Append(0, now, 42.5);
        target.Append(0, new Exemplar(LabelSet.Of(("trace_id", "abc")), 7, null));
        target.Append(1, now, Latency);
        target.Append(2, now, Ratio);
        target.Append(3, now, Classic);
        target.Commit();
        await Eventually.HoldsAsync("metadata was sent", s_arrival, () => Task.FromResult(destination.Status.PendingSamples == 0));
        (await destination.StopAsync(TestContext.Current.CancellationToken)).ShouldBe(0);

        // What 1.0 does not know is the one thing that is dropped.
        (destination.Status.DroppedSamples, destination.Status.LastError).ShouldBe((message == RemoteWriteMessages.Version1 ? 1 : 0, null));

        void Define(int series, string name, MetricKind kind)
        {
            target.Define(series, LabelSet.Of(("__name__", name), ("job", "x")));
            target.Describe(series, new MetricMetadata(name, kind, "seconds", $"Help of {name}."));
        }
    }

    private static NativeHistogram Latency => new()
    {
        Count = 12,
        Sum = 18.4,
        ZeroCount = 2,
        ZeroThreshold = 0.001,
        PositiveSpans = [new HistogramSpan(0, 2), new HistogramSpan(1, 2)],
        PositiveDeltas = [1, 1, -1, 3],
        NegativeSpans = [new HistogramSpan(0, 1)],
        NegativeDeltas = [2],
    };

    private static NativeHistogram Ratio => new()
    {
        IsFloat = true,
        Schema = 3,
        FloatCount = 6.5,
        Sum = 2.25,
        FloatZeroCount = 0.5,
        ZeroThreshold = 0.001,
        PositiveSpans = [new HistogramSpan(-2, 2)],
        PositiveCounts = [1.5, 4.5],
        ResetHint = CounterResetHint.Gauge,
    };

    private static NativeHistogram Classic => new()
    {
        Schema = NativeHistogram.CustomBucketsSchema,
        Count = 3,
        Sum = 1.75,
        PositiveSpans = [new HistogramSpan(0, 3)],
        PositiveDeltas = [1, 0, 0],
        CustomValues = [0.5, 1],
    };
}
