using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>A pipeline in words, for logs, tests and reviews.</summary>
public sealed class PipelineDescription
{
    internal PipelineDescription(Pipeline pipeline)
    {
        Discovery = pipeline.Source.ToString()!;
        TargetStages = [.. pipeline.Targets.Stages.Select(s => new RelabelStageDescription(s))];
        Scrape = pipeline.Scrape;
        MetricStages = [.. pipeline.Metrics.Stages.Select(s => new RelabelStageDescription(s))];
        Destinations = [.. pipeline.Destinations.Select(d => d.Name)];
    }

    /// <summary>What is discovered.</summary>
    public string Discovery { get; }

    /// <summary>The relabel stages before the scrape.</summary>
    public ImmutableArray<RelabelStageDescription> TargetStages { get; }

    /// <summary>How targets are scraped.</summary>
    public ScrapeOptions Scrape { get; }

    /// <summary>The relabel stages after the scrape.</summary>
    public ImmutableArray<RelabelStageDescription> MetricStages { get; }

    /// <summary>The names of the destinations.</summary>
    public ImmutableArray<string> Destinations { get; }

    /// <summary>The description as text, a line for each stage and each rule.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append("discover ").AppendLine(Discovery);
        Append(text, TargetStages);
        text.AppendLine(CultureInfo.InvariantCulture, $"scrape   {Scrape.Scheme} {Scrape.MetricsPath} every {PrometheusDuration.Format(Scrape.Interval)}");
        Append(text, MetricStages);
        return text.Append("forward  to ").AppendJoin(", ", Destinations).ToString();
    }

    private static void Append(StringBuilder text, ImmutableArray<RelabelStageDescription> stages)
    {
        foreach (RelabelStageDescription stage in stages)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"relabel  ({stage.Engine.ToString().ToLowerInvariant()})");
            foreach (RelabelRule rule in stage.Rules)
            {
                text.Append("         ").AppendLine(rule.ToString());
            }
        }
    }
}
