using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>An exemplar that came with a sample.</summary>
/// <param name="Series">The number of the series.</param>
/// <param name="Exemplar">The exemplar.</param>
/// <param name="SampleTime">The sample's own timestamp; <see langword="null"/> if it has that of the scrape.</param>
/// <param name="Hash">A hash of its text; 0 if it is not known by a text.</param>
internal readonly record struct SeriesExemplar(int Series, Exemplar Exemplar, long? SampleTime, ulong Hash);
