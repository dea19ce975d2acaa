using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Testing;

/// <summary>Tests of a pipeline's rules: <c>pipeline.Targets.Given(Pod.Fixture("analysis-7")).ShouldBeKept()</c>.</summary>
public static class RuleTestExtensions
{
    /// <summary>What stands for the pipeline's name, which a pipeline in a test has none of: the label <c>job</c> of targets without one.</summary>
    internal const string PipelineName = "pipeline";

    /// <summary>Runs the rules on every target of a fixture.</summary>
    /// <param name="rules">The rules, such as <see cref="Pipeline.Targets"/>.</param>
    /// <param name="fixture">What discovery finds, such as <c>Pod.Fixture("analysis-7")</c>.</param>
    /// <remarks>Target rules see what they see in production: <c>job</c>, <c>__metrics_path__</c> and the other labels that the scrape's options
    /// give to targets. Without a job name in the options, <c>job</c> is <c>pipeline</c>. Selectors are not applied here, but in
    /// <c>Discover</c>.</remarks>
    /// <exception cref="ArgumentException">The fixture gives no target.</exception>
    public static RelabelResult Given(this RuleChain rules, TargetFixture fixture)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(fixture);
        return fixture.Targets.IsEmpty
            ? throw new ArgumentException($"{fixture.Name} gives no target: discovery reports none for it.", nameof(fixture))
            : new([.. fixture.Targets.Select(target => (fixture.NameOf(target), Explain(rules, target)))]);
    }

    /// <summary>Runs the rules on labels.</summary>
    /// <param name="rules">The rules, such as <see cref="Pipeline.Metrics"/>.</param>
    /// <param name="labels">The labels of a series with its <c>__name__</c>, or of a discovered target.</param>
    public static RelabelResult Given(this RuleChain rules, LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(labels);
        return new([(rules.Scrape is null ? "the series" : "the target", Explain(rules, labels))]);
    }

    /// <summary>Runs the rules on labels: <c>pipeline.Metrics.Given(("__name__", "up"), ("job", "web"))</c>.</summary>
    /// <param name="rules">The rules, such as <see cref="Pipeline.Metrics"/>.</param>
    /// <param name="labels">The labels of a series with its <c>__name__</c>, or of a discovered target.</param>
    public static RelabelResult Given(this RuleChain rules, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Given(rules, LabelSet.Of(labels));

    private static RelabelExplanation Explain(RuleChain rules, LabelSet labels)
    {
        var builder = new LabelSetBuilder(labels);
        if (rules.Scrape is { } scrape)
        {
            new TargetDefaults(scrape, PipelineName).AddTo(builder);
        }

        return rules.Explain(builder);
    }
}
