using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>Compiled rules allocate nothing on labels that they drop or leave as they are, nor on those they change in place.</summary>
public sealed class AllocationTests
{
    private static readonly ImmutableArray<RelabelRule>[] s_rules =
    [
        [new() { Action = RelabelAction.Keep, SourceLabels = ["__name__"], Pattern = "up|processor.*" }],
        [new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "a|b|c|d|e|f|go_.*|.*_bucket|.*tmp.*" }],
        [new() { Action = RelabelAction.Keep, SourceLabels = ["job", "instance"], Pattern = "shop;.*" }],
        [new() { Action = RelabelAction.LabelDrop, Pattern = "tmp_.*" }],
        [new() { SourceLabels = ["instance"], Pattern = "(.+):9090", TargetLabel = "host", Replacement = "h-$1" }],
        [new() { SourceLabels = ["nothing"], Pattern = "(.+)", TargetLabel = "job" }],
        [new() { Action = RelabelAction.HashMod, SourceLabels = ["instance"], TargetLabel = "shard", Modulus = 7 }],
    ];

    private static readonly Lazy<IReadOnlyList<RuleSet>> s_compiled = new(() => CompiledRuleSets.Compile(s_rules));

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, s_rules.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Nothing_is_allocated(int number)
    {
        RuleSet rules = s_compiled.Value[number];
        LabelSet labels = LabelSet.Of(("__name__", "processor_time"), ("job", "shop"), ("instance", "10.0.0.1:9090"));
        var builder = new LabelSetBuilder();
        for (int i = 0; i < 100; i++)
        {
            builder.Reset(labels);
            rules.Apply(builder);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            builder.Reset(labels);
            rules.Apply(builder);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
