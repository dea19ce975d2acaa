using PipelineDsl.Relabeling;

namespace PipelineDsl.Scraping.Series;

/// <summary>What a target adds to the labels it exposes.</summary>
/// <param name="TargetLabels">The target's labels, those that begin with <c>__</c> left out.</param>
/// <param name="HonorLabels">Whether exposed labels win over the target's.</param>
/// <param name="HonorTimestamps">Whether exposed timestamps are used.</param>
/// <param name="Rules">The rules that run on series.</param>
internal sealed record SeriesContext(LabelSet TargetLabels, bool HonorLabels, bool HonorTimestamps, RuleChain Rules);
