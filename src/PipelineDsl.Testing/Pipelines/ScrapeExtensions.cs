namespace PipelineDsl.Testing;

/// <summary>Tests of what a pipeline delivers: <c>pipeline.Scrape("up 1", Pod.Fixture("analysis-7")).Samples</c>.</summary>
public static class ScrapeExtensions
{
    private static readonly ScrapeTestOptions s_default = new();

    /// <summary>Scrapes a text as a running pipeline does: parser, the target's labels, honour of exposed labels, metric rules.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="exposition">What the target exposes.</param>
    /// <param name="target">What is scraped. The default value is <see langword="null"/>: <c>localhost:8080</c> with the pipeline's job.</param>
    /// <param name="options">How the scrape is made. The default value is <see langword="null"/>: as <see cref="ScrapeTestOptions"/> says.</param>
    /// <exception cref="FormatException">The text is malformed: a running pipeline would report <c>up</c> as 0.</exception>
    /// <exception cref="PipelineAssertionException">The pipeline makes no target of <paramref name="target"/>, or several.</exception>
    public static ScrapeResult Scrape(
        this Pipeline pipeline, string exposition, TargetFixture? target = null, ScrapeTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(exposition);
        LabelSet labels = target is null
            ? LabelSet.Of(("job", pipeline.Scrape.JobName ?? RuleTestExtensions.PipelineName), ("instance", "localhost:8080"))
            : Single(pipeline, target).Labels;
        return new TestScrape(pipeline, labels, options ?? s_default).Run(exposition);
    }

    /// <summary>Scrapes a text as a running pipeline does: parser, the target's labels, honour of exposed labels, metric rules.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="exposition">What the target exposes.</param>
    /// <param name="target">What is scraped, as <c>pipeline.Discover(...)</c> gives it.</param>
    /// <param name="options">How the scrape is made. The default value is <see langword="null"/>: as <see cref="ScrapeTestOptions"/> says.</param>
    /// <exception cref="FormatException">The text is malformed: a running pipeline would report <c>up</c> as 0.</exception>
    public static ScrapeResult Scrape(this Pipeline pipeline, string exposition, DiscoveredTarget target, ScrapeTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(exposition);
        ArgumentNullException.ThrowIfNull(target);
        return new TestScrape(pipeline, target.Labels, options ?? s_default).Run(exposition);
    }

    private static DiscoveredTarget Single(Pipeline pipeline, TargetFixture fixture)
    {
        DiscoveryResult result = pipeline.Discover(fixture);
        return result.Targets is [var target]
            ? target
            : throw new PipelineAssertionException($"{fixture.Name} should be one target to scrape, but is {result.Targets.Length}.\n\n{result}");
    }
}
