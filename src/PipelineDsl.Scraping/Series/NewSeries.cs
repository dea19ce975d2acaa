namespace PipelineDsl.Scraping.Series;

/// <summary>A series met for the first time.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Labels">Its final labels.</param>
internal readonly record struct NewSeries(int Number, LabelSet Labels);
