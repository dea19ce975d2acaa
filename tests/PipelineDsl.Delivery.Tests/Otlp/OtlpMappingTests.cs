using PipelineDsl.Testing.Otlp;
using Exemplar = PipelineDsl.Runtime.Exemplar;

namespace PipelineDsl.Delivery.Tests;

public class OtlpMappingTests
{
    private const long Now = 1_700_000_000_000;
    private const ulong NowNanoseconds = 1_700_000_000_000_000_000;

    [Theory]
    [InlineData(MetricKind.Counter, true, true, "counter")]
    [InlineData(MetricKind.Gauge, false, false, "gauge")]
    [InlineData(MetricKind.Unknown, false, false, "unknown")]
    [InlineData(MetricKind.Info, true, false, "info")]
    [InlineData(MetricKind.StateSet, true, false, "stateset")]
    public async Task A_number_is_a_sum_or_a_gauge(MetricKind kind, bool isSum, bool isMonotonic, string type)
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, new MetricMetadata("read_bytes", kind, "", "Bytes read."), "read_bytes_total", ("device", "sda"));
        target.Append(0, Now, 42);
        target.Commit();

        ExportedMetric metric = (await rig.FlushAsync()).ShouldHaveSingleItem();

        (metric.Name, metric.Description, metric.Unit).ShouldBe(("read_bytes_total", "Bytes read.", "By"));
        metric.Metadata.ShouldHaveSingleItem().ToString().ShouldBe($"{{ \"key\": \"prometheus.type\", \"value\": {{ \"stringValue\": \"{type}\" }} }}");
        (metric.DataCase == ExportedMetric.DataOneofCase.Sum).ShouldBe(isSum);
        NumberDataPoint point = (isSum ? metric.Sum.DataPoints : metric.Gauge.DataPoints).ShouldHaveSingleItem();
        (point.AsDouble, point.TimeUnixNano, point.StartTimeUnixNano, point.Flags).ShouldBe((42, NowNanoseconds, 0UL, 0U));
        Text(point.Attributes).ShouldBe("device=sda");
        if (isSum)
        {
            (metric.Sum.AggregationTemporality, metric.Sum.IsMonotonic).ShouldBe((2, isMonotonic));
        }
    }

    [Fact]
    public async Task The_created_timestamp_is_the_start_time()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        var items = new MetricMetadata("items", MetricKind.Counter, "", "");
        OtlpRig.Define(target, 0, items, "items_total", ("kind", "told"));
        OtlpRig.Define(target, 1, items, "items_total", ("kind", "exposed"));
        OtlpRig.Define(target, 2, items, "items_created", ("kind", "exposed"));
        target.SetCreated(0, Now - 5000);
        target.Append(0, Now, 1);
        target.Append(1, Now, 2);
        target.Append(2, Now, (Now - 7000) / 1000.0);
        target.Commit();

        ExportedMetric metric = (await rig.FlushAsync()).ShouldHaveSingleItem();

        metric.Sum.DataPoints.Select(point => (NowNanoseconds - point.StartTimeUnixNano) / 1_000_000_000).ShouldBe([5UL, 7UL]);
    }

    [Fact]
    public async Task The_series_of_a_classic_histogram_become_one_point()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        var latency = new MetricMetadata("latency_seconds", MetricKind.Histogram, "seconds", "");
        OtlpRig.Define(target, 0, latency, "latency_seconds_bucket", ("le", "+Inf"), ("path", "/"));
        OtlpRig.Define(target, 1, latency, "latency_seconds_bucket", ("le", "0.5"), ("path", "/"));
        OtlpRig.Define(target, 2, latency, "latency_seconds_bucket", ("le", "1e-1"), ("path", "/"));
        OtlpRig.Define(target, 3, latency, "latency_seconds_sum", ("path", "/"));
        OtlpRig.Define(target, 4, latency, "latency_seconds_count", ("path", "/"));
        double[] values = [10, 7, 4, 2.5, 10];
        for (int i = 0; i < values.Length; i++)
        {
            target.Append(i, Now, values[i]);
        }

        target.Append(1, new Exemplar(LabelSet.Of(("trace_id", "0123456789abcdef0123456789abcdef"), ("span_id", "0123456789abcdef"), ("user", "u")), 0.3, Now - 1));
        target.Commit();

        ExportedMetric metric = (await rig.FlushAsync()).ShouldHaveSingleItem();

        (metric.Name, metric.Unit, metric.Histogram.AggregationTemporality).ShouldBe(("latency_seconds", "s", 2));
        HistogramDataPoint point = metric.Histogram.DataPoints.ShouldHaveSingleItem();
        Text(point.Attributes).ShouldBe("path=/");
        (point.Count, point.Sum).ShouldBe((10UL, 2.5));
        point.ExplicitBounds.ShouldBe([0.1, 0.5]);
        point.BucketCounts.ShouldBe([4UL, 3UL, 3UL]);
        var exemplar = point.Exemplars.ShouldHaveSingleItem();
        (exemplar.AsDouble, exemplar.TimeUnixNano).ShouldBe((0.3, NowNanoseconds - 1_000_000));
        Convert.ToHexStringLower(exemplar.TraceId.Span).ShouldBe("0123456789abcdef0123456789abcdef");
        Convert.ToHexStringLower(exemplar.SpanId.Span).ShouldBe("0123456789abcdef");
        Text(exemplar.FilteredAttributes).ShouldBe("user=u");
    }

    [Fact]
    public async Task A_summary_has_its_quantiles()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        var pause = new MetricMetadata("pause", MetricKind.Summary, "", "");
        OtlpRig.Define(target, 0, pause, "pause", ("quantile", "0.99"));
        OtlpRig.Define(target, 1, pause, "pause", ("quantile", "0.5"));
        OtlpRig.Define(target, 2, pause, "pause_sum");
        OtlpRig.Define(target, 3, pause, "pause_count");
        double[] values = [9, 5, 100, 20];
        for (int i = 0; i < values.Length; i++)
        {
            target.Append(i, Now, values[i]);
        }

        target.Commit();

        SummaryDataPoint point = (await rig.FlushAsync()).ShouldHaveSingleItem().Summary.DataPoints.ShouldHaveSingleItem();

        (point.Count, point.Sum).ShouldBe((20UL, 100.0));
        point.QuantileValues.Select(value => (value.Quantile, value.Value)).ShouldBe([(0.5, 5.0), (0.99, 9.0)]);
    }

    [Fact]
    public async Task A_native_histogram_is_an_exponential_one_with_all_its_buckets()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, new MetricMetadata("size", MetricKind.Histogram, "", ""), "size");
        target.Append(0, Now, new NativeHistogram
        {
            Schema = 3,
            Count = 12,
            Sum = 30,
            ZeroThreshold = 0.001,
            ZeroCount = 2,
            PositiveSpans = [new(-2, 2), new(2, 1)],
            PositiveDeltas = [1, 2, -1],
            NegativeSpans = [new(5, 1)],
            NegativeDeltas = [4],
        });
        target.Commit();

        ExportedMetric metric = (await rig.FlushAsync()).ShouldHaveSingleItem();

        ExponentialHistogramDataPoint point = metric.ExponentialHistogram.DataPoints.ShouldHaveSingleItem();
        (point.Scale, point.Count, point.Sum, point.ZeroCount, point.ZeroThreshold).ShouldBe((3, 12UL, 30.0, 2UL, 0.001));
        (point.Positive.Offset, point.Negative.Offset).ShouldBe((-3, 4));
        point.Positive.BucketCounts.ShouldBe([1UL, 3UL, 0UL, 0UL, 2UL]);
        point.Negative.BucketCounts.ShouldBe([4UL]);
    }

    [Fact]
    public async Task A_native_histogram_with_boundaries_of_its_own_is_an_explicit_one()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, new MetricMetadata("size", MetricKind.Histogram, "", ""), "size");
        target.Append(0, Now, new NativeHistogram
        {
            IsFloat = true,
            Schema = NativeHistogram.CustomBucketsSchema,
            FloatCount = 6,
            Sum = 8,
            PositiveSpans = [new(1, 2)],
            PositiveCounts = [2, 4],
            CustomValues = [1, 2, 3],
        });
        target.Commit();

        HistogramDataPoint point = (await rig.FlushAsync()).ShouldHaveSingleItem().Histogram.DataPoints.ShouldHaveSingleItem();

        (point.Count, point.Sum).ShouldBe((6UL, 8.0));
        point.ExplicitBounds.ShouldBe([1.0, 2, 3]);
        point.BucketCounts.ShouldBe([0UL, 2UL, 4UL, 0UL]);
    }

    [Fact]
    public async Task A_stale_marker_is_a_point_without_a_value_also_when_the_series_is_released()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, new MetricMetadata("up", MetricKind.Gauge, "", ""), "up");
        OtlpRig.Define(target, 1, new MetricMetadata("size", MetricKind.Histogram, "", ""), "size");
        target.Append(0, Now, StaleMarker.Value);
        target.Append(1, Now, NativeHistogram.Stale);
        target.Release(0);
        target.Release(1);
        target.Commit();

        IReadOnlyList<ExportedMetric> metrics = await rig.FlushAsync();

        NumberDataPoint gauge = metrics[0].Gauge.DataPoints.ShouldHaveSingleItem();
        (gauge.Flags, gauge.HasAsDouble, gauge.TimeUnixNano).ShouldBe((1U, false, NowNanoseconds));
        metrics[1].ExponentialHistogram.DataPoints.ShouldHaveSingleItem().Flags.ShouldBe(1U);
    }

    [Fact]
    public async Task What_otlp_does_not_have_is_dropped_and_counted()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        var queue = new MetricMetadata("queue", MetricKind.GaugeHistogram, "", "");
        OtlpRig.Define(target, 0, queue, "queue_bucket", ("le", "1"));
        OtlpRig.Define(target, 1, queue, "queue_gcount");
        OtlpRig.Define(target, 2, null, "up");
        target.Append(0, Now, 1);
        target.Append(1, Now, 1);
        target.Append(2, Now, 1);
        target.Commit();

        (await rig.FlushAsync()).ShouldHaveSingleItem().Name.ShouldBe("up");

        rig.Metrics["samples.dropped{destination=test,reason=unsupported}"].ShouldBe(2);
        rig.Log.Of(Microsoft.Extensions.Logging.LogLevel.Warning).ShouldHaveSingleItem().ShouldContain("gauge histograms");
    }

    [Fact]
    public async Task Otel_scope_info_tells_the_attributes_of_its_scope_and_is_not_sent()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync();
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, null, "items", ("otel_scope_name", "lib"), ("otel_scope_version", "2"));
        OtlpRig.Define(target, 1, null, "otel_scope_info", ("otel_scope_name", "lib"), ("otel_scope_version", "2"), ("team", "a"));
        OtlpRig.Define(target, 2, null, "other", ("otel_scope_name", "lib"), ("otel_scope_version", "3"), ("otel_scope_schema_url", "https://schema"));
        OtlpRig.Define(target, 3, null, "bare");
        for (int i = 0; i < 4; i++)
        {
            target.Append(i, 1000, 1);
        }

        target.Commit();
        (await rig.FlushAsync()).Select(metric => metric.Name).ShouldBe(["items", "other", "bare"]);
        rig.Resources.Single().ScopeMetrics.Select(scope => (
            scope.Scope.Name, scope.Scope.Version, string.Join(',', scope.Scope.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value.StringValue}")),
            scope.SchemaUrl)).ShouldBe([("lib", "2", "team=a", ""), ("lib", "3", "", "https://schema"), ("PipelineDsl", "", "", "")]);
        rig.Metrics["samples.dropped{destination=test,reason=unsupported}"].ShouldBe(0);
    }

    [Fact]
    public async Task The_resource_is_the_pod_with_what_target_info_tells()
    {
        await using OtlpRig rig = await OtlpRig.StartAsync(LabelSet.Of(("cluster", "prod")));
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, new MetricMetadata("target", MetricKind.Info, "", ""), "target_info", ("service.version", "2.1"));
        OtlpRig.Define(target, 1, null, "requests", ("otel_scope_name", "lib"), ("otel_scope_version", "3"), ("otel_scope_schema_url", "https://s"), ("a", "b"));
        target.Append(0, Now, 1);
        target.Append(1, Now, 1);
        target.Commit();
        await rig.FlushAsync();

        ResourceMetrics resource = rig.Resources.ShouldHaveSingleItem();

        Text(resource.Resource.Attributes).ShouldBe(
            "cluster=prod k8s.cluster.name=prod k8s.container.name=app k8s.namespace.name=store k8s.node.name=node-1 k8s.pod.name=shop-1 "
            + "k8s.pod.uid=u-1 k8s.replicaset.name=shop-5d server.address=10.0.0.1 server.port=9090 service.instance.id=10.0.0.1:9090 "
            + "service.name=shop service.version=2.1 url.scheme=http");
        ScopeMetrics scope = resource.ScopeMetrics.ShouldHaveSingleItem();
        (scope.Scope.Name, scope.Scope.Version, scope.SchemaUrl).ShouldBe(("lib", "3", "https://s"));
        Text(scope.Metrics.ShouldHaveSingleItem().Gauge.DataPoints.ShouldHaveSingleItem().Attributes).ShouldBe("a=b cluster=prod");
    }

    [Theory]
    [InlineData("", "process_cpu_seconds_total", "s")]
    [InlineData("", "disk_read_bytes_per_second", "By/s")]
    [InlineData("", "items_total", "")]
    [InlineData("furlongs", "distance_furlongs", "furlongs")]
    [InlineData("ratio", "x", "1")]
    public void Units_are_told_or_in_the_name(string told, string name, string unit) => UnitWords.Find(told, name).ShouldBe(unit);

    private static string Text(Google.Protobuf.Collections.RepeatedField<KeyValue> attributes) =>
        string.Join(' ', attributes.Select(attribute => $"{attribute.Key}={attribute.Value.StringValue}").Order(StringComparer.Ordinal));
}
