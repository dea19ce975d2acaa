using FsCheck;
using FsCheck.Fluent;

namespace PipelineDsl.Delivery.Tests;

/// <summary>A target whose scrapes repeat is sent from its frame; what arrives must not show it.</summary>
public class FrameTests
{
    private const long Start = 1_790_000_000_000;

    private static readonly string[] Codes = ["200", "404", "ünïcode", "😀", new('v', 300)];

    private static readonly long[] Bits =
        [0, StaleMarker.Bits, 0x7ff8000000000001, 0x3ff0000000000000, long.MinValue, -1, 0x0101010101010101, 0x0a0a0a0a0a0a0a0a];

    private enum Event
    {
        Scrape,
        Skip,
        Twice,
        OtherTime,
        Redefine,
        ReleaseLate,
        Swap,
        Grow,
    }

    [Theory]
    [InlineData(RemoteWriteMessages.Version1)]
    [InlineData(RemoteWriteMessages.Version2)]
    public void What_arrives_is_what_was_committed(string message)
    {
        Arbitrary<(Event[] Events, int Series, int Batch, int Seed)> cases =
            (from events in Gen.ArrayOf(Gen.Frequency((6, Gen.Constant(Event.Scrape)), (3, Gen.Elements(Enum.GetValues<Event>()))))
             from series in Gen.Choose(1, 420)
             from batch in Gen.Choose(1, 500)
             from seed in Gen.Choose(0, 1 << 20)
             select (events, series, batch, seed)).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60).WithStartSize(10).WithEndSize(40),
            Prop.ForAll(cases, run => Run(message, run.Events, run.Series, run.Batch, run.Seed).GetAwaiter().GetResult()));
    }

    [Theory]
    [InlineData(RemoteWriteMessages.Version1, 5)]
    [InlineData(RemoteWriteMessages.Version2, 5)]
    public async Task Requests_keep_to_the_most_samples(string message, int scrapes)
    {
        await using var rig = new Rig();
        (rig.Options.ProtobufMessage, rig.Options.Queue.MaxSamplesPerSend) = (message, 800);
        using ITargetAppender target = Define(rig.Destination, 1000);
        Scrape(target, 1000, scrapes);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Length.ShouldBe(scrapes * 1000);
        rig.Receiver.Exchanges.ShouldAllBe(exchange => exchange.Samples.Count <= 800);
    }

    [Fact]
    public async Task Frames_of_many_targets_share_requests()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 1000;
        ITargetAppender[] targets = [.. Enumerable.Range(0, 20).Select(_ => Define(rig.Destination, 50))];
        for (int scrape = 0; scrape < 4; scrape++)
        {
            foreach (ITargetAppender target in targets)
            {
                Scrape(target, 50, 1);
            }
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.Select(exchange => exchange.Samples.Count).ShouldBe([1000, 1000, 1000, 1000]);
    }

    [Fact]
    public void A_repeated_scrape_takes_the_frame_and_one_that_keeps_changing_gets_another()
    {
        var segments = new SegmentTable();
        var table = new SeriesTable(segments, LabelSet.Empty, new MetadataRegister(segments));
        for (int i = 0; i < 4; i++)
        {
            table.Define(i, LabelSet.Of(("__name__", $"m{i}")));
        }

        var learner = new FrameLearner(new NegotiatedVersion(RemoteWriteVersion.One), new QueueOptions());
        void Scrape(params int[] series)
        {
            var staged = new StagedSamples { Timestamp = Start };
            foreach (int number in series)
            {
                staged.Add(new StagedSample(number, 0, table[number], Start, 1));
            }

            staged.EncodedAnew = series.Length;
            learner.Learn(staged, table, segments);
        }

        Scrape(2, 0);
        learner.Frame.ShouldBeNull();
        Scrape(2, 0);
        TargetFrame frame = learner.Frame.ShouldNotBeNull();
        (frame.IsAt(0, 2), frame.IsAt(1, 0), frame.IsAt(2, 1)).ShouldBe((true, true, false));
        (frame.PlaceOf(0), frame.PlaceOf(1), frame.PlaceOf(3)).ShouldBe((1, -1, -1));
        frame.Remove(2);
        (frame.IsAt(0, 2), frame.PlaceOf(2)).ShouldBe((false, -1));
        for (int i = 0; i < 9; i++)
        {
            Scrape(0, 1, 3);
            learner.Frame.ShouldBe(frame);
        }

        Scrape(0, 1, 3);
        learner.Frame.ShouldNotBe(frame);
    }

    [Fact]
    public void What_is_missing_or_new_leaves_other_segments_in_the_frame()
    {
        var segments = new SegmentTable();
        var table = new SeriesTable(segments, LabelSet.Empty, new MetadataRegister(segments));
        var learner = new FrameLearner(new NegotiatedVersion(RemoteWriteVersion.One), new QueueOptions { MaxSamplesPerSend = 80 });
        using var pools = new AssembledBatches(new QueueOptions { MaxSamplesPerSend = 80 });
        for (int i = 0; i < 101; i++)
        {
            table.Define(i, LabelSet.Of(("__name__", $"m{i}")));
        }

        int Scrape(Action<StagedSamples> append)
        {
            var staged = new StagedSamples { Timestamp = Start };
            append(staged);
            int anew = pools.Add(staged, learner.Frame, table, segments);
            learner.Learn(staged, table, segments);
            return anew;
        }

        void All(StagedSamples staged)
        {
            for (int i = 0; i < 100; i++)
            {
                staged.Add(new StagedSample(i, 0, table[i], Start, i));
            }
        }

        Scrape(All).ShouldBe(100);
        Scrape(All).ShouldBe(100);
        Scrape(staged =>
        {
            for (int i = 0; i < 100; i++)
            {
                if (i == 33)
                {
                    staged.SkipTo(34);
                    continue;
                }

                staged.Add(i);
            }

            staged.Add(new StagedSample(100, 50, table[100], Start, 1));
        }).ShouldBe(9 + 1, "a segment has ten samples");
    }

    [Theory]
    [InlineData(RemoteWriteMessages.Version1)]
    [InlineData(RemoteWriteMessages.Version2)]
    public async Task A_segment_gets_wider_once_values_did_not_fit_often_and_stays_so(string message)
    {
        await using var rig = new Rig();
        rig.Options.ProtobufMessage = message;
        using ITargetAppender target = Define(rig.Destination, 200);
        double[] values = [1, 2, 0.1, StaleMarker.Value, double.NaN, 1 << 21, (1 << 21) + 1, 3];
        var expected = new List<long>();
        for (int scrape = 0; scrape < 40; scrape++)
        {
            for (int i = 0; i < 200; i++)
            {
                // One series is at times a fraction, another once; all end now and then.
                double value = scrape % 13 == 12 ? StaleMarker.Value : i == 7 && scrape > 5 ? values[scrape % values.Length] : i == 9 && scrape == 30 ? 0.1 : i;
                expected.Add(BitConverter.DoubleToInt64Bits(value));
                target.Append(i, Start + (scrape * 1000), value);
            }

            target.Commit();
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => BitConverter.DoubleToInt64Bits(sample.Value)).ShouldBe(expected);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_encoded_anew_until_the_segment_is_wider()
    {
        var segments = new SegmentTable();
        var table = new SeriesTable(segments, LabelSet.Empty, new MetadataRegister(segments));
        var learner = new FrameLearner(new NegotiatedVersion(RemoteWriteVersion.One), new QueueOptions { MaxSamplesPerSend = 80 });
        using var pools = new AssembledBatches(new QueueOptions { MaxSamplesPerSend = 80 });
        for (int i = 0; i < 20; i++)
        {
            table.Define(i, LabelSet.Of(("__name__", $"m{i}")));
        }

        int Scrape(double value)
        {
            var staged = new StagedSamples { Timestamp = Start };
            for (int i = 0; i < 20; i++)
            {
                if (learner.Frame is null)
                {
                    staged.Add(new StagedSample(i, 0, table[i], Start, i));
                }
                else
                {
                    staged.Add(i == 3 ? value : i);
                }
            }

            int anew = pools.Add(staged, learner.Frame, table, segments);
            learner.Learn(staged, table, segments);
            return anew;
        }

        Scrape(1).ShouldBe(20);
        Scrape(1).ShouldBe(20);
        Scrape(1).ShouldBe(0);
        for (int i = 0; i < 10; i++)
        {
            Scrape(0.1).ShouldBe(10, "a segment has ten samples");
        }

        Scrape(0.1).ShouldBe(0);
        Scrape(3).ShouldBe(0);
        Scrape(0.7).ShouldBe(0);
    }

    [Fact]
    public async Task After_a_fall_back_to_1_0_frames_are_those_of_1_0()
    {
        await using var rig = new Rig();
        (rig.Options.ProtobufMessage, rig.Options.Queue.MaxSamplesPerSend) = (RemoteWriteMessages.Version2, 200);
        rig.Receiver.SaysWritten = false;
        using ITargetAppender target = Define(rig.Destination, 200);
        Scrape(target, 200, 3);
        await Patience.Until(() => rig.Destination.Status.PendingSamples == 0);
        int before = rig.Receiver.Exchanges.Length;
        Scrape(target, 200, 4);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges[before..].ShouldAllBe(exchange => !exchange.IsVersion2);
        rig.Receiver.Exchanges.Where(exchange => !exchange.IsVersion2).Sum(exchange => exchange.Samples.Count).ShouldBe(7 * 200);
    }

    private static ITargetAppender Define(RemoteWriteDestination destination, int count)
    {
        ITargetAppender target = destination.OpenTarget(4);
        for (int i = 0; i < count; i++)
        {
            target.Define(i, Labels(i, 0, "t"));
        }

        return target;
    }

    private static void Scrape(ITargetAppender target, int count, int times)
    {
        for (int time = 0; time < times; time++)
        {
            for (int i = 0; i < count; i++)
            {
                target.Append(i, Start + (time * 1000), i * time);
            }

            target.Commit();
        }
    }

    private static async Task Run(string message, Event[] events, int count, int batch, int seed)
    {
        await using var rig = new Rig();
        (rig.Options.ProtobufMessage, rig.Options.Queue.MaxSamplesPerSend, rig.Options.Queue.Capacity) = (message, batch, 10_000_000);
        var random = new System.Random(seed);
        using ITargetAppender target = rig.Destination.OpenTarget(4);
        var labels = new List<LabelSet>();
        var order = new List<int>();
        var expected = new List<(string, long, long)>();
        void Add()
        {
            labels.Add(Labels(labels.Count, random.Next(3), $"t{seed % 7}"));
            target.Define(labels.Count - 1, labels[^1]);
            order.Add(labels.Count - 1);
        }

        void Append(int series, long timestamp)
        {
            long bits = Bits[random.Next(Bits.Length)];
            target.Append(series, timestamp, BitConverter.Int64BitsToDouble(bits));
            expected.Add((labels[series].ToString(), timestamp, bits));
        }

        for (int i = 0; i < count; i++)
        {
            Add();
        }

        long now = Start;
        foreach (Event happening in events)
        {
            now += 1000;
            int special = random.Next(order.Count);
            if (happening == Event.Swap)
            {
                (order[special], order[0]) = (order[0], order[special]);
            }
            else if (happening == Event.Grow)
            {
                Add();
            }

            for (int i = 0; i < order.Count; i++)
            {
                if (i == special && happening == Event.Skip)
                {
                    continue;
                }

                if (i == special && happening == Event.Redefine)
                {
                    // In the middle of a scrape: what is staged keeps its labels.
                    target.Release(order[i]);
                    labels[order[i]] = Labels(order[i] + 10_000, 1, $"now{now}");
                    target.Define(order[i], labels[order[i]]);
                }

                Append(order[i], i == special && happening == Event.OtherTime ? now - 500 : now);
                if (i == special && happening == Event.Twice)
                {
                    Append(order[i], now + 1);
                }
            }

            if (happening == Event.ReleaseLate && order.Count > 1)
            {
                target.Release(order[special]);
                order.RemoveAt(special);
            }

            target.Commit();
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.ShouldAllBe(exchange => exchange.Samples.Count <= batch);
        IEnumerable<(string, long, long)> actual = rig.Receiver.Accepted
            .Select(sample => (sample.Labels.ToString(), sample.Timestamp, BitConverter.DoubleToInt64Bits(sample.Value)));

        // A stable sort: within a series the order must be the same.
        actual.OrderBy(sample => sample.Item1, StringComparer.Ordinal).ShouldBe(expected.OrderBy(sample => sample.Item1, StringComparer.Ordinal));
    }

    private static LabelSet Labels(int number, int variant, string target) => LabelSet.Of(
        ("__name__", $"http_requests_{number / 7}_total"),
        ("code", Codes[(number + variant) % Codes.Length]),
        ("instance", "10.0.0.1:8080"),
        ("number", $"{number}"),
        ("pod", target));
}
