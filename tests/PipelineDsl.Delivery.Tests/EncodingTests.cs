using System.Text;
using PipelineDsl.Testing.RemoteWrite;

namespace PipelineDsl.Delivery.Tests;

public class EncodingTests
{
    private static readonly string[] Abc = ["a", "b", "c"];

    [Fact]
    public async Task A_request_holds_the_labels_sorted_by_bytes_and_the_sample()
    {
        await using var rig = new Rig();
        ITargetAppender target = rig.Destination.OpenTarget(7);
        target.Define(3, LabelSet.Of(("zone", "b"), ("__name__", "http_requests"), ("Zone", "A"), ("höhe", "12 m")));
        target.Append(3, 1_700_000_000_123, 4.5);
        target.Commit();

        TimeSeries series = (await rig.Receiver.NextAsync()).Request.Timeseries.ShouldHaveSingleItem();
        series.Labels.Select(label => $"{label.Name}={label.Value}").ShouldBe(["Zone=A", "__name__=http_requests", "höhe=12 m", "zone=b"]);
        series.Samples.ShouldHaveSingleItem().ShouldBe(new Sample { Timestamp = 1_700_000_000_123, Value = 4.5 });
    }

    [Fact]
    public async Task External_labels_are_added_only_where_absent_and_those_of_the_destination_win()
    {
        await using var rig = new Rig { ExternalLabels = LabelSet.Of(("cluster", "prod"), ("region", "eu"), ("a", "program")) };
        rig.Options.ExternalLabels["a"] = "destination";
        ITargetAppender target = rig.Destination.OpenTarget(7);
        target.Define(0, LabelSet.Of(("__name__", "up"), ("cluster", "own"), ("job", "x")));
        target.Append(0, 1, 1);
        target.Commit();

        (await rig.Receiver.NextAsync()).Samples[0].Labels.ToString()
            .ShouldBe("""{__name__="up", a="destination", cluster="own", job="x", region="eu"}""");
    }

    [Fact]
    public async Task Labels_for_internal_use_are_not_sent()
    {
        await using var rig = new Rig { ExternalLabels = LabelSet.Of(("__replica__", "1")) };
        ITargetAppender target = rig.Destination.OpenTarget(7);
        target.Define(0, LabelSet.Of(("__name__", "up"), ("__meta_kubernetes_pod_name", "x"), ("__", "y"), ("_one", "stays")));
        target.Append(0, 1, 1);
        target.Commit();

        (await rig.Receiver.NextAsync()).Samples[0].Labels.ToString().ShouldBe("""{__name__="up", _one="stays"}""");
    }

    [Fact]
    public async Task Very_long_labels_pass()
    {
        await using var rig = new Rig();
        ITargetAppender target = rig.Destination.OpenTarget(7);
        for (int series = 0; series < 3; series++)
        {
            target.Define(series, LabelSet.Of(("__name__", "up"), ("long", new string(Abc[series][0], 70_000 + series))));
            target.Append(series, 1, series);
        }

        target.Commit();
        await rig.StopAsync();

        rig.Receiver.Accepted.Select(sample => sample.Labels["long"]!.Length).ShouldBe([70_000, 70_001, 70_002]);
        target.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public async Task Every_timestamp_passes(long timestamp)
    {
        await using var rig = new Rig();
        rig.Target.Append(0, timestamp, 0);
        rig.Target.Commit();
        (await rig.Receiver.NextAsync()).Samples[0].ShouldBe(new ReceivedSample(LabelSet.Of(("__name__", "up")), timestamp, 0));
    }

    [Theory]
    [InlineData(StaleMarker.Bits)]
    [InlineData(0x7ff8000000000001)]
    [InlineData(0x7ff0000000000001)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(0x7ff0000000000000)]
    public async Task Every_bit_of_a_value_passes(long bits)
    {
        await using var rig = new Rig();
        rig.Target.Append(0, 1, BitConverter.Int64BitsToDouble(bits));
        rig.Target.Commit();
        BitConverter.DoubleToInt64Bits((await rig.Receiver.NextAsync()).Samples[0].Value).ShouldBe(bits);
    }

    [Fact]
    public async Task A_released_series_keeps_its_labels_until_its_stale_marker_is_committed()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 10;
        rig.Target.Append(0, 1, StaleMarker.Value);
        rig.Target.Release(0);
        rig.Target.Define(0, LabelSet.Of(("__name__", "dn")));
        rig.Target.Append(0, 1, 5);
        rig.Target.Commit();
        await rig.StopAsync();

        rig.Receiver.Accepted.Select(sample => (sample.Name, StaleMarker.IsStale(sample.Value))).ShouldBe([("up", true), ("dn", false)]);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_sent()
    {
        await using var rig = new Rig();
        rig.Target.Append(0, 1, 1);
        rig.Target.Dispose();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_series_that_is_not_defined_takes_no_samples()
    {
        await using var rig = new Rig();
        rig.Target.Release(0);
        Should.Throw<ArgumentException>(() => rig.Target.Append(0, 1, 1)).Message.ShouldStartWith("Series 0 is not defined.");
        Should.Throw<ArgumentException>(() => rig.Target.Append(99, 1, 1));
    }

    [Fact]
    public void Segments_are_shared_and_freed()
    {
        var segments = new SegmentTable();
        var series = new List<SeriesTable>();
        for (int target = 0; target < 50; target++)
        {
            var table = new SeriesTable(segments, LabelSet.Of(("cluster", "prod")), new MetadataRegister(segments));
            series.Add(table);
            for (int i = 0; i < 100; i++)
            {
                table.Define(i, LabelSet.Of(("__name__", $"metric_{i}"), ("instance", $"10.0.0.{target}:80"), ("job", "x"), ("pod", $"p-{target}")));
            }
        }

        // A name each for all targets together, and the labels of each target in one run.
        segments.Count.ShouldBe(100 + 50);
        series.ForEach(table => table.FreeAll());
        segments.Count.ShouldBe(0);
    }

    [Fact]
    public void Segments_are_used_again_after_churn()
    {
        var segments = new SegmentTable();
        var table = new SeriesTable(segments, LabelSet.Empty, new MetadataRegister(segments));
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < 300; i++)
            {
                table.Free(table.Remove(i));
                table.Define(i, LabelSet.Of(("__name__", $"metric_{i}"), ("pod", $"p-{round}-{i % 7}")));
            }

            table.Compact();
        }

        segments.Count.ShouldBe(300 + 7);
        var text = new StringBuilder();
        foreach (int reference in table.ReferencesOf(table[299]))
        {
            text.Append(Encoding.UTF8.GetString(segments.Read(reference)));
        }

        text.ToString().ShouldContain("metric_299");
        text.ToString().ShouldContain("p-49-5");
    }
}
