namespace PipelineDsl.Delivery;

/// <summary>A sample between append and commit. It names the labels, not the series' number, which may change its meaning meanwhile.</summary>
internal readonly record struct StagedSample(EncodedSeries Series, long Timestamp, double Value);
