using System.Collections.Immutable;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Testing;

/// <summary>Tests of what a pipeline scrapes: <c>pipeline.Discover(Pod.Fixture("analysis-7")).Targets</c>.</summary>
public static class DiscoveryExtensions
{
    /// <summary>Makes targets of fixtures as a running pipeline does: selectors, target rules, URL, labels and interval.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="fixtures">What is there to be discovered. The targets that a pipeline lists itself are added.</param>
    /// <remarks>A target with the same URL and labels as one before it is no second target. Without a job name in the options, <c>job</c> is
    /// <c>pipeline</c>.</remarks>
    public static DiscoveryResult Discover(this Pipeline pipeline, params ReadOnlySpan<TargetFixture> fixtures)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var factory = new TargetFactory(pipeline.ToJob(RuleTestExtensions.PipelineName));
        var targets = ImmutableArray.CreateBuilder<DiscoveredTarget>();
        var discarded = ImmutableArray.CreateBuilder<DiscardedTarget>();
        var identities = new HashSet<ulong>();
        foreach (FoundFixture found in Find(pipeline.Source, fixtures))
        {
            discarded.AddRange(found.Missing.Select(reason => new DiscardedTarget(found.Fixture.Name, reason, null)));
            foreach (LabelSet labels in found.Targets)
            {
                TargetOutcome outcome = factory.Create(labels);
                if (outcome.Definition is { } target && identities.Add(target.Identity))
                {
                    targets.Add(new DiscoveredTarget(target.Url, target.Labels, target.Interval, target.Timeout));
                    continue;
                }

                RelabelExplanation explanation = pipeline.ExplainTarget(labels, RuleTestExtensions.PipelineName);
                string reason = outcome.Definition is { } twin ? $"the same URL and labels as another target, {twin.Url}"
                    : explanation.DroppedBy is { } step ? $"rule {step.Stage}.{step.Number} {step.Rule}"
                    : outcome.Dropped!.Reason;
                discarded.Add(new DiscardedTarget(found.Fixture.NameOf(labels), reason, explanation));
            }
        }

        return new DiscoveryResult(targets.ToImmutable(), discarded.ToImmutable());
    }

    private static IEnumerable<FoundFixture> Find(DiscoverySource source, ReadOnlySpan<TargetFixture> fixtures) => source is AnnotatedSource annotated
        ? AnnotatedFixtures.Find(annotated.Options, fixtures.ToArray())
        : All(source, fixtures).Select(fixture => fixture.WhyMissing(source) is { } missing
            ? new FoundFixture(fixture, [], [missing])
            : new FoundFixture(fixture, fixture.Targets, []));

    private static IEnumerable<TargetFixture> All(DiscoverySource source, ReadOnlySpan<TargetFixture> fixtures)
    {
        TargetFixture[] given = fixtures.ToArray();
        return source is StaticSource known
            ? known.Addresses.Where(address => !given.Any(fixture => fixture.Targets.Any(labels => labels["__address__"] == address)))
                .Select(address => StaticTarget.Fixture(address)).Concat(given)
            : given;
    }
}
