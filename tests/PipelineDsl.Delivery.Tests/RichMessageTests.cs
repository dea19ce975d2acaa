using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

/// <summary>Native histograms, exemplars, metadata and created timestamps, decoded by others' code.</summary>
public class RichMessageTests
{
    private const string One = RemoteWriteMessages.Version1;
    private const string Two = RemoteWriteMessages.Version2;

    private static readonly LabelSet s_requests = LabelSet.Of(("__name__", "requests"), ("job", "x"));
    private static readonly MetricMetadata s_metadata = new("requests", MetricKind.Histogram, "seconds", "How long höhe took.");

    [Theory]
    [InlineData(One)]
    [InlineData(Two)]
    public void Histograms_and_exemplars_arrive_as_they_were_appended(string message)
    {
        Arbitrary<(NativeHistogram Histogram, Exemplar Exemplar, long Timestamp)[]> cases =
            Gen.ArrayOf(from histogram in Histograms() from exemplar in Exemplars() from timestamp in ArbMap.Default.GeneratorFor<long>() select (histogram, exemplar, timestamp))
            .ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(30),
            Prop.ForAll(cases, rows => RunAsync(message, rows).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Native_histograms_are_left_out_unless_they_are_asked_for()
    {
        await using Rig rig = Rich(Two, wants: false);
        rig.Target.Append(0, 1, new NativeHistogram { Count = 3 });
        rig.Send(2);
        await rig.StopAsync();
        rig.Receiver.Accepted.ShouldHaveSingleItem().Histogram.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Custom_buckets_are_dropped_and_counted_for_1_0(bool fallsBack)
    {
        await using Rig rig = Rich(fallsBack ? Two : One);
        rig.Receiver.SaysWritten = false;
        rig.Options.Queue.MaxSamplesPerSend = 5;
        rig.Target.Append(0, 1, Custom());
        rig.Target.Append(0, 2, new NativeHistogram { Count = 3, Schema = 2 });
        rig.Target.Define(1, s_requests);
        rig.Target.SetCreated(1, 77);
        rig.Target.Append(1, 3, 1.5);
        rig.Target.Append(1, new Exemplar(LabelSet.Of(("trace_id", "ä")), 4, null));
        rig.Target.Append(0, 4, new NativeHistogram { IsFloat = true, FloatCount = 2, Schema = 1 });
        rig.Target.Commit();
        await rig.StopAsync();

        Exchange last = rig.Receiver.Exchanges[^1];
        last.IsVersion2.ShouldBeFalse();
        last.Samples.Select(sample => (sample.Timestamp, sample.Histogram?.Schema)).Order().ShouldBe([(2, 2), (3, null), (4, 1)]);
        last.Content.Exemplars.ShouldHaveSingleItem().Exemplar.ShouldBe(new Exemplar(LabelSet.Of(("trace_id", "ä")), 4, 3));
        rig.Metrics["samples.dropped{destination=test,reason=custom_buckets}"].ShouldBe(1);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(3);
    }

    [Fact]
    public async Task Metadata_and_created_timestamps_are_with_every_series_of_2_0_also_in_frames()
    {
        await using Rig rig = Rich(Two);
        rig.Options.Queue.MaxSamplesPerSend = 200;
        ITargetAppender target = rig.Destination.OpenTarget(1);
        for (int i = 0; i < 200; i++)
        {
            target.Define(i, LabelSet.Of(("__name__", $"m{i}")));
            target.Describe(i, s_metadata with { Help = $"help {i % 3}" });
            target.SetCreated(i, 1000 + i);
        }

        long start = rig.Time.GetUtcNow().ToUnixTimeMilliseconds();
        for (int round = 0; round < 7; round++)
        {
            if (round == 4)
            {
                target.SetCreated(7, 5);
            }

            for (int i = 0; i < 200; i++)
            {
                if (round == 5 && i == 150)
                {
                    // In the middle of a scrape, and of a series that has its value already: it is told from the next one on.
                    target.Describe(8, s_metadata with { Kind = MetricKind.Gauge });
                }

                target.Append(i, start + round, i);
            }

            target.Commit();
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Length.ShouldBe(1400);
        foreach (ReceivedSample sample in rig.Receiver.Accepted)
        {
            int number = (int)sample.Value;
            sample.Created.ShouldBe(number == 7 && sample.Timestamp >= start + 4 ? 5 : 1000 + number);
        }

        rig.Receiver.Exchanges.SelectMany(exchange => exchange.Content.Metadata).Count().ShouldBe(1400);
        rig.Receiver.Exchanges.SelectMany(exchange => exchange.Content.Metadata).Where(metadata => metadata.Name == "m8").Select(metadata => metadata.Kind)
            .ShouldBe([.. Enumerable.Repeat(MetricKind.Histogram, 6), MetricKind.Gauge]);
        rig.Receiver.Exchanges.SelectMany(exchange => exchange.Content.Metadata).Where(metadata => metadata.Name == "m4").Select(metadata => (metadata.Help, metadata.Unit))
            .Distinct().ShouldBe([("help 1", "seconds")]);
        target.Dispose();
    }

    [Fact]
    public async Task Metadata_of_1_0_is_sent_once_a_minute_each_metric_once()
    {
        await using Rig rig = Rich(One);
        rig.Options.Metadata.MaxSamplesPerSend = 1;
        foreach (ulong hash in new ulong[] { 1, 2 })
        {
            ITargetAppender target = rig.Destination.OpenTarget(hash);
            target.Define(0, s_requests);
            target.Describe(0, s_metadata);
            target.Define(1, LabelSet.Of(("__name__", "other")));
            target.Describe(1, new MetricMetadata("other", MetricKind.Counter, "", ""));
            target.Define(2, LabelSet.Of(("__name__", "gone")));
            target.Describe(2, new MetricMetadata("gone", MetricKind.Counter, "", ""));
            target.Release(2);
        }

        rig.Time.Advance(TimeSpan.FromSeconds(59));
        rig.Receiver.Exchanges.ShouldBeEmpty();
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Exchange[] exchanges = [await rig.Receiver.NextAsync(), await rig.Receiver.NextAsync()];
        exchanges.SelectMany(exchange => exchange.Content.Metadata).OrderBy(metadata => metadata.Name)
            .ShouldBe([new MetricMetadata("other", MetricKind.Counter, "", ""), s_metadata]);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        (await rig.Receiver.NextAsync()).Content.Metadata.Count.ShouldBe(1);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.Length.ShouldBe(4);
    }

    [Fact]
    public async Task An_exemplar_that_is_shown_again_is_sent_once()
    {
        await using Rig rig = Rich(Two);
        var first = new Exemplar(LabelSet.Of(("trace_id", "a")), 1, null);
        var second = new Exemplar(LabelSet.Of(("trace_id", "b")), 1, 99);
        foreach (Exemplar[] shown in new Exemplar[][] { [first], [first], [first, second], [second], [], [first] })
        {
            rig.Target.Append(0, 10, 1);
            foreach (Exemplar exemplar in shown)
            {
                rig.Target.Append(0, exemplar);
            }

            rig.Target.Commit();
        }

        await rig.StopAsync();
        rig.Receiver.AcceptedExemplars.Select(exemplar => (exemplar.Exemplar.Labels["trace_id"], exemplar.Exemplar.Timestamp))
            .ShouldBe([("a", 10), ("b", 99), ("a", 10)]);
        rig.Metrics["exemplars.sent{destination=test}"].ShouldBe(3);
    }

    [Fact]
    public async Task Exemplars_can_be_switched_off()
    {
        await using Rig rig = Rich(Two);
        rig.Options.SendExemplars = false;
        rig.Target.Append(0, 10, 1);
        rig.Target.Append(0, new Exemplar(LabelSet.Empty, 1, null));
        rig.Target.Commit();
        await rig.StopAsync();
        rig.Receiver.AcceptedExemplars.ShouldBeEmpty();
        rig.Receiver.Accepted.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Histograms_and_exemplars_that_were_not_written_are_counted()
    {
        await using Rig rig = Rich(Two);
        rig.Options.Queue.MaxSamplesPerSend = 10;
        rig.Receiver.HistogramsNotWritten = 1;
        rig.Receiver.ExemplarsNotWritten = 1;
        rig.Target.Append(0, 1, 1);
        rig.Target.Append(0, new Exemplar(LabelSet.Empty, 1, null));
        rig.Target.Append(0, 2, new NativeHistogram { Count = 3 });
        rig.Target.Append(0, new Exemplar(LabelSet.Empty, 2, null));
        rig.Target.Commit();
        await rig.StopAsync();
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(1);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(1);
        rig.Metrics["exemplars.sent{destination=test}"].ShouldBe(1);
        rig.Metrics["exemplars.rejected{destination=test}"].ShouldBe(1);
        rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("only 1 of 2 samples were written");
    }

    [Fact]
    public async Task Exemplars_do_not_take_samples_from_their_frames()
    {
        await using Rig rig = Rich(Two);
        rig.Options.Queue.MaxSamplesPerSend = 200;
        ITargetAppender target = rig.Destination.OpenTarget(1);
        for (int i = 0; i < 200; i++)
        {
            target.Define(i, LabelSet.Of(("__name__", $"m{i}")));
        }

        long start = rig.Time.GetUtcNow().ToUnixTimeMilliseconds();
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 200; i++)
            {
                target.Append(i, start + round, i);
                if (i == 50)
                {
                    target.Append(i, new Exemplar(LabelSet.Of(("trace_id", $"t{round}")), round, null));
                }
            }

            target.Commit();
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.AcceptedExemplars.Select(exemplar => (exemplar.Labels["__name__"], exemplar.Exemplar.Timestamp - start))
            .ShouldBe([("m50", 0), ("m50", 1), ("m50", 2), ("m50", 3)]);

        // The frame's requests have all samples of a scrape and nothing else.
        rig.Receiver.Exchanges.Count(exchange => exchange.Samples.Count == 200 && exchange.Content.Exemplars.Count == 0).ShouldBeGreaterThanOrEqualTo(2);
        rig.Receiver.Accepted.Length.ShouldBe(800);
    }

    private static async Task RunAsync(string message, (NativeHistogram Histogram, Exemplar Exemplar, long Timestamp)[] rows)
    {
        await using Rig rig = Rich(message);
        rig.Options.Queue.MaxSamplesPerSend = 7;
        bool takesCustom = message == Two;
        ITargetAppender target = rig.Destination.OpenTarget(3);
        for (int i = 0; i < rows.Length; i++)
        {
            target.Define(i, LabelSet.Of(("__name__", "h"), ("n", $"{i:D3}")));
            target.Append(i, rows[i].Timestamp, rows[i].Histogram);
            target.Append(i, rows[i].Exemplar);
        }

        target.Commit();
        (await rig.StopAsync()).ShouldBe(0);
        var sent = rows.Select((row, i) => (Name: $"{i:D3}", row.Histogram, row.Exemplar, row.Timestamp)).ToArray();
        rig.Receiver.Accepted.Select(sample => (sample.Labels["n"]!, sample.Timestamp, sample.Histogram))
            .ShouldBe(sent.Where(row => takesCustom || row.Histogram.Schema != NativeHistogram.CustomBucketsSchema).Select(row => (row.Name, row.Timestamp, (NativeHistogram?)row.Histogram))!);
        rig.Receiver.AcceptedExemplars.Select(exemplar => (exemplar.Labels["n"]!, exemplar.Exemplar))
            .ShouldBe(sent.Select(row => (row.Name, row.Exemplar with { Timestamp = row.Exemplar.Timestamp ?? row.Timestamp }))!);
    }

    private static Gen<NativeHistogram> Histograms() =>
        from isFloat in Gen.Elements(true, false)
        from schema in Gen.Elements(-4, 0, 3, 8, NativeHistogram.CustomBucketsSchema)
        from count in ArbMap.Default.GeneratorFor<ulong>()
        from sum in ArbMap.Default.GeneratorFor<double>()
        from hint in Gen.Elements(Enum.GetValues<CounterResetHint>())
        from positive in Gen.ArrayOf(ArbMap.Default.GeneratorFor<long>())
        from negative in Gen.ArrayOf(ArbMap.Default.GeneratorFor<long>())
        from offset in ArbMap.Default.GeneratorFor<int>()
        select new NativeHistogram
        {
            IsFloat = isFloat,
            Schema = schema,
            Sum = sum,
            ResetHint = hint,
            ZeroThreshold = sum / 3,
            Count = isFloat ? 0 : count,
            ZeroCount = isFloat ? 0 : count / 2,
            FloatCount = isFloat ? sum : 0,
            FloatZeroCount = isFloat ? -sum : 0,
            PositiveSpans = Spans(positive, offset),
            NegativeSpans = Spans(negative, -offset),
            PositiveDeltas = isFloat ? [] : [.. positive],
            NegativeDeltas = isFloat ? [] : [.. negative],
            PositiveCounts = isFloat ? [.. positive.Select(value => value / 7d)] : [],
            NegativeCounts = isFloat ? [.. negative.Select(value => value / 7d)] : [],
            CustomValues = schema == NativeHistogram.CustomBucketsSchema ? [.. positive.Select(value => (double)value)] : [],
        };

    private static ImmutableArray<HistogramSpan> Spans(long[] buckets, int offset) => buckets.Length switch
    {
        0 => [],
        1 => [new HistogramSpan(offset, 1)],
        var many => [new HistogramSpan(offset, 1), new HistogramSpan(3, (uint)many - 1)],
    };

    private static Gen<Exemplar> Exemplars() =>
        from value in ArbMap.Default.GeneratorFor<double>()
        from timestamp in ArbMap.Default.GeneratorFor<long?>()
        from labels in Gen.Elements(LabelSet.Empty, LabelSet.Of(("trace_id", "abc")), LabelSet.Of(("Ä", "ö"), ("span", "1"), ("trace", "2")))
        select new Exemplar(labels, value, timestamp);

    private static NativeHistogram Custom() => new()
    {
        Schema = NativeHistogram.CustomBucketsSchema,
        Count = 1,
        PositiveSpans = [new HistogramSpan(0, 1)],
        PositiveDeltas = [1],
        CustomValues = [0.5],
    };

    private static Rig Rich(string message, bool wants = true)
    {
        var rig = new Rig();
        rig.Options.ProtobufMessage = message;
        rig.Options.SendNativeHistograms = wants;
        return rig;
    }
}
