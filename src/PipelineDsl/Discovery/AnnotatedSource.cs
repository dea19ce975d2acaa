using PipelineDsl.Http;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Discovery;

/// <summary>Pods and services of a Kubernetes cluster that ask by annotation to be scraped.</summary>
/// <param name="Options">Which ones, and what the annotations are called.</param>
public sealed record AnnotatedSource(AnnotationOptions Options) : DiscoverySource
{
    // Exposed labels win and any certificate is taken, as in the k8s-monitoring chart: pods sign their certificates themselves.
    internal override ScrapeOptions ScrapeDefaults => ScrapeOptions.Default with
    {
        Interval = Options.ScrapeInterval,
        Timeout = Options.ScrapeTimeout,
        HonorLabels = true,
        Http = HttpClientOptions.Default with
        {
            Authentication = Options.BearerToken is { } token ? new HeaderAuthentication(token) : null,
            Tls = TlsOptions.Default with { InsecureSkipVerify = true },
        },
    };

    internal override RuleChain MetricRules => AnnotationRules.Build(Options) is { Length: > 0 } rules
        ? RuleChain.Empty.Add(RuleSet.Interpret(rules))
        : RuleChain.Empty;

    // Annotated timeouts are measured against the interval that the pipeline really uses.
    internal override DiscoverySource ScrapedWith(ScrapeOptions scrape) =>
        new AnnotatedSource(Options with { ScrapeInterval = scrape.Interval, ScrapeTimeout = scrape.Timeout });

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = (Options.Pods.Enabled, Options.Services.Enabled) switch
        {
            (true, false) => "pods",
            (false, true) => "services",
            _ => "pods and services",
        };
        text += $" annotated with {Options.Annotations.Scrape}";
        text += Options.Namespaces.Count == 0 ? " in all namespaces" : $" in {string.Join(", ", Options.Namespaces)}";
        text += Options.ExcludeNamespaces.Count == 0 ? "" : $" but not in {string.Join(", ", Options.ExcludeNamespaces)}";
        return text + (Options.LabelSelector.Length == 0 ? "" : $", labels {Options.LabelSelector}");
    }
}
