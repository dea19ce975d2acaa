using System.Collections.Immutable;
using System.Text;
using PipelineDsl.Discovery;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>The rules on series that the options of annotation autodiscovery stand for.</summary>
internal static class AnnotationRules
{
    private const string Name = "__name__";
    private const string Mark = "__tmp_report";

    /// <summary>The series that report on the scrape.</summary>
    private static readonly string[] s_reports =
    [
        "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added",
        "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes",
    ];

    /// <summary>In the order of the chart: what is kept, what is dropped, static labels.</summary>
    public static ImmutableArray<RelabelRule> Build(AnnotationOptions options)
    {
        var rules = ImmutableArray.CreateBuilder<RelabelRule>();
        if (options.MetricsTuning.IncludeMetrics is { Count: > 0 } included)
        {
            rules.Add(new() { Action = RelabelAction.Keep, SourceLabels = [Name], Pattern = $"{string.Join('|', s_reports)}|{AnyOf(included)}" });
        }

        if (options.MetricsTuning.ExcludeMetrics is { Count: > 0 } excluded)
        {
            AddExclusion(rules, AnyOf(excluded));
        }

        AddStaticLabels(rules, options);
        return rules.ToImmutable();
    }

    // RE2 cannot say "but not": where an exclusion would reach the reports they are marked first.
    private static void AddExclusion(ImmutableArray<RelabelRule>.Builder rules, string pattern)
    {
        var excluded = Pattern.Parse(pattern);
        if (!Array.Exists(s_reports, name => excluded.IsMatch(Encoding.UTF8.GetBytes(name))))
        {
            rules.Add(new() { Action = RelabelAction.Drop, SourceLabels = [Name], Pattern = pattern });
            return;
        }

        rules.Add(new() { SourceLabels = [Name], Pattern = string.Join('|', s_reports), TargetLabel = Mark, Replacement = "true" });
        rules.Add(new() { Action = RelabelAction.Drop, SourceLabels = [Mark, Name], Pattern = $";(?:{pattern})" });
        rules.Add(new() { Action = RelabelAction.LabelDrop, Pattern = Mark });
    }

    private static void AddStaticLabels(ImmutableArray<RelabelRule>.Builder rules, AnnotationOptions options)
    {
        if (!options.NeedsKind)
        {
            AddStaticLabels(rules, options.Pods.Enabled ? options.Pods : options.Services, kind: null);
            return;
        }

        AddStaticLabels(rules, options.Pods, "pod");
        AddStaticLabels(rules, options.Services, "service");
        rules.Add(new() { Action = RelabelAction.LabelDrop, Pattern = AnnotationOptions.KindLabel });
    }

    private static void AddStaticLabels(ImmutableArray<RelabelRule>.Builder rules, AnnotatedObjectOptions objects, string? kind)
    {
        foreach ((string name, string value) in objects.StaticLabels)
        {
            var rule = new RelabelRule { TargetLabel = Escape(name), Replacement = Escape(value) };
            rules.Add(kind is null ? rule : rule with { SourceLabels = [AnnotationOptions.KindLabel], Pattern = kind });
        }
    }

    private static string AnyOf(ValueList<string> patterns) => string.Join('|', patterns.Select(pattern => $"(?:{pattern})"));

    private static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);
}
