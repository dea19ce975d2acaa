using PipelineDsl.Relabeling;

namespace PipelineDsl.Testing;

/// <summary>A target that a pipeline would not scrape.</summary>
/// <param name="Name">What it is: <c>pod images/archive-1 (port 8080)</c>.</param>
/// <param name="Reason">Why: the rule that dropped it, the selector that does not select it, what makes it invalid, or its double.</param>
/// <param name="Explanation">What each rule did; <see langword="null"/> when discovery does not even report it.</param>
public sealed record DiscardedTarget(string Name, string Reason, RelabelExplanation? Explanation)
{
    /// <summary>The target and the reason on one line.</summary>
    public override string ToString() => $"{Name}: {Reason}";
}
