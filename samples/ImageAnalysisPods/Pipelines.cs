using PipelineDsl;

namespace ImageAnalysisPods;

/// <summary>Discovery of pods, by label on the API server and by name in a rule.</summary>
public static class Pipelines
{
    /// <summary>Pods of the image component whose names begin with analysis.</summary>
    [Pipeline]
    public static Pipeline ImageAnalysis(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Relabel(rules => rules
                .Keep(Pod.Name, "analysis.*")
                .Copy(Pod.Namespace, "namespace")
                .Copy(Pod.Name, "pod"))
            .Scrape()
            .ForwardTo(to["metrics-service"]);
}
