using FsCheck;
using FsCheck.Fluent;

namespace PipelineDsl.Delivery.Tests;

public class SenderPropertyTests
{
    private static readonly string[] Names = ["__name__", "A", "le", "__tmp", "pod", "höhe.m", "with space", "😀", "zzz", "cluster"];
    private static readonly string[] Values = ["x", "", "0.5", "ünïcode", new('v', 200), "line\nbreak", "😀😀", "\u0001"];

    private static readonly long[] Bits =
        [0, StaleMarker.Bits, 0x7ff8000000000001, unchecked((long)0xfff8000000000000), 0x7ff0000000000000, 0x3ff0000000000000, long.MinValue, -1, 1];

    private static readonly LabelSet External = LabelSet.Of(("cluster", "prod"), ("_e", "1"), ("zzzz", "last"));

    private enum Kind
    {
        Append,
        AppendAgain,
        Define,
        Release,
        Commit,
    }

    private sealed record Step(Kind Kind, byte Target, byte Series, uint Labels, long Timestamp, byte Value);

    [Theory]
    [InlineData(RemoteWriteMessages.Version1)]
    [InlineData(RemoteWriteMessages.Version2)]
    public void What_arrives_is_what_was_committed_series_by_series_in_order(string message)
    {
        Arbitrary<(Step[] Steps, byte Shards, byte Batch)> cases =
            (from steps in Gen.ArrayOf(Steps()) from shards in Gen.Choose(1, 5) from batch in Gen.Choose(1, 9) select (steps, (byte)shards, (byte)batch))
            .ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(120),
            Prop.ForAll(cases, run => Run(message, run.Steps, run.Shards, run.Batch).GetAwaiter().GetResult()));
    }

    private static Gen<Step> Steps() =>
        from kind in Gen.Frequency((6, Gen.Constant(Kind.Append)), (2, Gen.Constant(Kind.AppendAgain)), (3, Gen.Constant(Kind.Define)), (1, Gen.Constant(Kind.Release)), (2, Gen.Constant(Kind.Commit)))
        from target in Gen.Choose(0, 6)
        from series in Gen.Choose(0, 8)
        from labels in Gen.Choose(0, int.MaxValue)
        from timestamp in ArbMap.Default.GeneratorFor<long>()
        from value in Gen.Choose(0, Bits.Length - 1)
        select new Step(kind, (byte)target, (byte)series, (uint)labels, timestamp, (byte)value);

    private static async Task Run(string message, Step[] steps, int shards, int batch)
    {
        await using var rig = new Rig { ExternalLabels = External };
        rig.Options.ProtobufMessage = message;
        rig.Options.Queue.MinShards = shards;
        rig.Options.Queue.MaxSamplesPerSend = batch;
        rig.Options.Queue.Capacity = 1_000_000;
        var targets = Enumerable.Range(0, 7).Select(hash => rig.Destination.OpenTarget((ulong)hash * 31)).ToArray();
        var defined = new Dictionary<(int, int), string>();
        var staged = targets.Select(_ => new List<(string, long, long)>()).ToArray();
        var expected = new List<(string Labels, long, long)>();
        foreach (Step step in steps.Append(new Step(Kind.Append, 0, 0, 12345, 1, 0)))
        {
            (int Target, int Series) key = (step.Target, step.Series);
            ITargetAppender target = targets[step.Target];
            if (step.Kind == Kind.Define || (step.Kind == Kind.Append && !defined.ContainsKey(key)))
            {
                (string, string)[] labels = Labels(step.Target, step.Labels);
                target.Define(step.Series, LabelSet.Of(labels));
                defined[key] = Model(labels);
            }

            if (step.Kind is Kind.Append or Kind.AppendAgain && defined.TryGetValue(key, out string? sent))
            {
                target.Append(step.Series, step.Timestamp, BitConverter.Int64BitsToDouble(Bits[step.Value]));
                staged[step.Target].Add((sent, step.Timestamp, Bits[step.Value]));
            }
            else if (step.Kind == Kind.Release)
            {
                target.Release(step.Series);
                defined.Remove(key);
            }
            else if (step.Kind == Kind.Commit)
            {
                target.Commit();
                expected.AddRange(staged[step.Target]);
                staged[step.Target].Clear();
            }
        }

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Commit();
            expected.AddRange(staged[i]);
            targets[i].Dispose();
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.ShouldAllBe(exchange => exchange.Samples.Count <= batch);
        IEnumerable<(string Labels, long, long)> actual = rig.Receiver.Accepted
            .Select(sample => (sample.Labels.ToString(), sample.Timestamp, BitConverter.DoubleToInt64Bits(sample.Value)));

        // A stable sort: within a series the order must be the same.
        actual.OrderBy(sample => sample.Labels, StringComparer.Ordinal).ShouldBe(expected.OrderBy(sample => sample.Labels, StringComparer.Ordinal));
    }

    private static (string, string)[] Labels(int target, uint choice)
    {
        var labels = new List<(string, string)> { ("__name__", $"m{choice % 5}"), ("target", $"t{target}") };
        for (int i = 1; i < Names.Length; i++)
        {
            if (((choice >> i) & 1) != 0)
            {
                labels.Add((Names[i], Values[(choice >> (10 + i)) % Values.Length]));
            }
        }

        return [.. labels];
    }

    // The rules said again, on strings: external where absent, nothing internal, nothing empty.
    private static string Model((string Name, string Value)[] labels)
    {
        var model = labels.Where(label => label.Value.Length > 0 && (label.Name == "__name__" || !label.Name.StartsWith("__", StringComparison.Ordinal)))
            .ToDictionary(label => label.Name, label => label.Value);
        foreach ((string name, string value) in External.ToDictionary())
        {
            model.TryAdd(name, value);
        }

        return LabelSet.Of([.. model.Select(label => (label.Key, label.Value))]).ToString();
    }
}
