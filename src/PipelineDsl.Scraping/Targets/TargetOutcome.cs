namespace PipelineDsl.Scraping.Targets;

/// <summary>What became of a discovered target: one of the two is set.</summary>
/// <param name="Definition">The target to scrape.</param>
/// <param name="Dropped">Why it is not scraped.</param>
internal readonly record struct TargetOutcome(TargetDefinition? Definition, DroppedTarget? Dropped);
