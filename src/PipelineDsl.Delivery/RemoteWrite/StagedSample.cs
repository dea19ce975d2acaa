namespace PipelineDsl.Delivery;

/// <summary>A sample between append and commit. It names the labels too, since the series' number may change its meaning meanwhile.</summary>
internal readonly record struct StagedSample(int Number, EncodedSeries Series, long Timestamp, double Value);
