using PipelineDsl.Discovery;
using PipelineDsl.Patterns;

namespace PipelineDsl;

/// <summary>Finds mistakes in the options of annotation autodiscovery.</summary>
internal sealed class AnnotationOptionsValidator(AnnotationOptions options)
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Validate()
    {
        CheckNames(options.Annotations);
        CheckPatterns("namespaces", options.Namespaces);
        CheckPatterns("excludeNamespaces", options.ExcludeNamespaces);
        CheckPatterns("metricsTuning.includeMetrics", options.MetricsTuning.IncludeMetrics);
        CheckPatterns("metricsTuning.excludeMetrics", options.MetricsTuning.ExcludeMetrics);
        CheckObjects("pods", options.Pods);
        CheckObjects("services", options.Services);
        if (!options.Pods.Enabled && !options.Services.Enabled)
        {
            _errors.Add("pods.enabled and services.enabled are both false: enable one, or leave the pipeline out.");
        }

        CheckTimes();
        return _errors;
    }

    private void CheckTimes()
    {
        if (options.ScrapeInterval <= TimeSpan.Zero)
        {
            _errors.Add($"scrapeInterval is {options.ScrapeInterval}: it must be above 0.");
        }

        if (options.ScrapeTimeout is not { } timeout)
        {
            return;
        }

        if (timeout <= TimeSpan.Zero)
        {
            _errors.Add($"scrapeTimeout is {timeout}: it must be above 0.");
        }
        else if (timeout > options.ScrapeInterval)
        {
            _errors.Add($"scrapeTimeout is {PrometheusDuration.Format(timeout)}, longer than the scrapeInterval "
                + $"{PrometheusDuration.Format(options.ScrapeInterval)}: shorten it or lengthen the interval.");
        }
    }

    private void CheckNames(AnnotationNames names)
    {
        if (names.Scrape.Length == 0)
        {
            _errors.Add("annotations.scrape is empty: nothing could ask to be scraped.");
        }

        (string Key, string Name)[] all =
        [
            ("scrape", names.Scrape), ("job", names.Job), ("instance", names.Instance), ("metricsContainer", names.MetricsContainer),
            ("metricsPath", names.MetricsPath), ("metricsPortName", names.MetricsPortName), ("metricsPortNumber", names.MetricsPortNumber),
            ("metricsScheme", names.MetricsScheme), ("metricsParam", names.MetricsParam),
            ("metricsScrapeInterval", names.MetricsScrapeInterval), ("metricsScrapeTimeout", names.MetricsScrapeTimeout),
        ];

        // Discovery knows annotations by their sanitized names: a.b and a/b are one.
        foreach (var same in all.Where(pair => pair.Name.Length > 0).GroupBy(pair => LabelName.Sanitize(pair.Name)).Where(g => g.Count() > 1))
        {
            _errors.Add($"annotations.{string.Join(" and annotations.", same.Select(pair => pair.Key))} name the same annotation, "
                + $"'{same.First().Name}': give each a name of its own.");
        }
    }

    private void CheckObjects(string kind, AnnotatedObjectOptions objects)
    {
        CheckLabels($"{kind}.labels", objects.Labels);
        CheckLabels($"{kind}.staticLabels", objects.StaticLabels);
        foreach ((string label, string name) in objects.Labels)
        {
            if (name.Length == 0)
            {
                _errors.Add($"{kind}.labels.{label} is empty: name the Kubernetes label that it is made from.");
            }
        }
    }

    private void CheckLabels(string key, ValueList<KeyValuePair<string, string>> labels)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, _) in labels)
        {
            if (!LabelName.IsValid(name) || name.StartsWith("__", StringComparison.Ordinal))
            {
                _errors.Add($"{key}: '{name}' cannot be the label of a series: use a name that is not empty and does not begin with __.");
            }
            else if (!known.Add(name))
            {
                _errors.Add($"{key}: '{name}' stands there twice: keep one.");
            }
        }
    }

    private void CheckPatterns(string key, ValueList<string> patterns)
    {
        foreach (string pattern in patterns)
        {
            if (pattern.Length == 0)
            {
                _errors.Add($"{key} has an empty entry: remove it.");
            }
            else if (!Pattern.TryParse(pattern, out _, out PatternError? error))
            {
                _errors.Add($"{key}: '{pattern}' is neither a name nor a pattern: {error.Message}.");
            }
        }
    }
}
