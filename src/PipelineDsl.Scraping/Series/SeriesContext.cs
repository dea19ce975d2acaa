using PipelineDsl.Relabeling;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>What a target adds to the labels it exposes.</summary>
/// <param name="TargetLabels">The target's labels, those that begin with <c>__</c> left out.</param>
/// <param name="Options">How the target is scraped: which labels and timestamps win, and how much it may bring.</param>
/// <param name="Rules">The rules that run on series.</param>
internal sealed record SeriesContext(LabelSet TargetLabels, ScrapeOptions Options, RuleChain Rules)
{
    /// <summary>The rules that run before <see cref="Rules"/> on exposed series only, not on reports.</summary>
    public RuleChain Exposed { get; init; } = RuleChain.Empty;

    /// <summary>Lines that targets have in common.</summary>
    public SharedLines SharedLines { get; init; } = new();

    /// <summary>What is made of the histograms that a body holds.</summary>
    public ExpositionOptions Exposition { get; } = new()
    {
        ConvertClassicHistograms = Options.Histograms.ConvertClassicToNhcb,
        KeepClassicHistograms = Options.Histograms.AlwaysScrapeClassic,
        IgnoreNativeHistograms = !Options.Histograms.ScrapeNative,
    };

    /// <summary>Makes native histograms as coarse as the job wants them.</summary>
    public HistogramFit Fit { get; } = new(Options);
}
