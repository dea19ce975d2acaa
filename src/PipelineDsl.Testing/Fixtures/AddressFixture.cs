using System.Collections.Immutable;
using PipelineDsl.Discovery;

namespace PipelineDsl.Testing;

/// <summary>A target known by its address.</summary>
internal sealed class AddressFixture(LabelSet labels, Func<DiscoverySource, bool> isIn) : TargetFixture
{
    public override string Name { get; } = $"target {labels["__address__"]}";

    public override ImmutableArray<LabelSet> Targets { get; } = [labels];

    internal override string? WhyMissing(DiscoverySource source) => isIn(source) ? null : $"the pipeline discovers {source}";
}
