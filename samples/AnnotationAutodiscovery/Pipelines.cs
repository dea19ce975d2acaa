using PipelineDsl;

namespace AnnotationAutodiscovery;

/// <summary>What asks by annotation to be scraped is scraped.</summary>
public static class Pipelines
{
    /// <summary>Under k8s.grafana.com/..., with the options of appsettings.json.</summary>
    [Pipeline]
    public static Pipeline ByAnnotation(Destinations to, AnnotationOptions options) =>
        Discover.Annotated(options)
            .Relabel(rules => rules.Drop(Annotated.PodLabel("tier"), "test"))
            .Scrape()
            .Relabel(rules => rules.LabelDrop("tmp_.*"))
            .ForwardTo(to["metrics-service"]);

    /// <summary>Under prometheus.io/..., for what was there before.</summary>
    [Pipeline]
    public static Pipeline ByPrometheusAnnotation(Destinations to) =>
        Discover.Annotated(new AnnotationOptions { Annotations = AnnotationNames.Prometheus, ScrapeInterval = 2.Seconds() })
            .Scrape()
            .ForwardTo(to["metrics-service"]);
}
