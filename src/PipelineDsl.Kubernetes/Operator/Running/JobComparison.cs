using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Keeps jobs that did not change the same objects, so that their targets go on undisturbed.</summary>
internal static class JobComparison
{
    /// <summary>The new jobs, with the old object in the place of each that is like it.</summary>
    public static IReadOnlyList<ScrapeJob> Reuse(IReadOnlyList<ScrapeJob> before, IReadOnlyList<ScrapeJob> after) =>
        [.. after.Select(job => before.FirstOrDefault(old => old.Name == job.Name && IsSame(old, job)) ?? job)];

    private static bool IsSame(ScrapeJob one, ScrapeJob other) =>
        one with { Targets = other.Targets, Exposed = other.Exposed } == other && IsSame(one.Targets, other.Targets) && IsSame(one.Exposed, other.Exposed);

    // The stages of the pipeline are the same objects in all of its jobs.
    private static bool IsSame(RuleChain one, RuleChain other) => one.Stages.Length == other.Stages.Length
        && one.Stages.Zip(other.Stages).All(pair => pair.First == pair.Second || pair.First.Rules.SequenceEqual(pair.Second.Rules));
}
