namespace PipelineDsl.Scraping.Targets;

/// <summary>A target ready to be scraped. Two with the same identity are one.</summary>
/// <param name="Identity">A hash of all labels and the URL.</param>
/// <param name="Labels">The labels its series get.</param>
/// <param name="Url">What is scraped.</param>
/// <param name="Interval">Time between two scrapes.</param>
/// <param name="Timeout">The longest a scrape may take.</param>
/// <param name="Discovered">What discovery said of it that names the Kubernetes resource.</param>
internal sealed record TargetDefinition(ulong Identity, LabelSet Labels, Uri Url, TimeSpan Interval, TimeSpan Timeout, LabelSet Discovered);
