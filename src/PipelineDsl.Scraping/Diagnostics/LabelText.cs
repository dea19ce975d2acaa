namespace PipelineDsl.Scraping.Diagnostics;

/// <summary>Labels in a log line: written as Prometheus writes them, and only if the line is.</summary>
internal readonly record struct LabelText(LabelSet Labels)
{
    public override string ToString() => Labels.ToString();
}
