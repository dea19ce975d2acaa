namespace PipelineDsl.Scraping.Targets;

/// <summary>What a discovered group came to.</summary>
internal sealed class TargetGroup
{
    public List<TargetDefinition> Targets { get; } = [];

    /// <summary>Targets that are not scraped; not all of them when there are very many.</summary>
    public List<DroppedTarget> Dropped { get; } = [];

    public int DroppedCount { get; set; }
}
