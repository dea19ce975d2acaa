namespace PipelineDsl;

/// <summary>The role of targets that a ScrapeConfig describes: their labels are those of its discoveries.</summary>
public sealed class ScrapeConfigTarget
{
    private ScrapeConfigTarget()
    {
    }
}
