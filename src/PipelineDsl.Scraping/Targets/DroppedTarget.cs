namespace PipelineDsl.Scraping;

/// <summary>A discovered target that is not scraped.</summary>
/// <param name="DiscoveredLabels">Its labels before relabelling.</param>
/// <param name="Reason">The rule that dropped it and where it stands, or what makes it invalid.</param>
/// <param name="IsInvalid">Whether it is invalid rather than dropped on purpose.</param>
public sealed record DroppedTarget(LabelSet DiscoveredLabels, string Reason, bool IsInvalid);
