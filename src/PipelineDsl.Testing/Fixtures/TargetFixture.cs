using System.Collections.Immutable;
using PipelineDsl.Discovery;

namespace PipelineDsl.Testing;

/// <summary>A thing that a pipeline may discover, with the labels that discovery gives its targets. Immutable.</summary>
/// <remarks>Begin with <c>Pod.Fixture("analysis-7")</c>, <c>Service.Fixture("db")</c>, <c>StaticTarget.Fixture("host:9100")</c> or
/// <c>HttpTarget.Fixture(url, "host:9100")</c>.</remarks>
public abstract class TargetFixture
{
    private protected TargetFixture()
    {
    }

    /// <summary>What messages call it: <c>pod images/analysis-7</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The labels of its targets as discovery reports them; empty when it has none, as a pod without an IP.</summary>
    public abstract ImmutableArray<LabelSet> Targets { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The Kubernetes object behind it; null if it is none.</summary>
    internal virtual KubernetesFixture? Object => null;

    /// <summary>What messages call one of its targets.</summary>
    internal virtual string NameOf(LabelSet target) => Name;

    /// <summary>Why a source does not have it; null when it has.</summary>
    internal abstract string? WhyMissing(DiscoverySource source);
}
