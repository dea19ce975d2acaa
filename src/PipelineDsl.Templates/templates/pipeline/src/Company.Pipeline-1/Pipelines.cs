using PipelineDsl;

namespace Company.Pipeline_1;

/// <summary>The pipelines of this program: each method marked with <see cref="PipelineAttribute"/> is one.</summary>
public static class Pipelines
{
    /// <summary>Running pods that ask for it by annotation, without the metrics of their language's runtime.</summary>
    [Pipeline]
    public static Pipeline AnnotatedPods(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules
                .Keep(Pod.Annotation("prometheus.io/scrape"), "true")
                .Keep(Pod.Phase, "Running")
                .Replace([Pod.Ip, Pod.Annotation("prometheus.io/port")], @"(.+);(\d+)", Target.Address, "$1:$2")
                .Copy(Pod.Namespace, "namespace")
                .Copy(Pod.Name, "pod"))
            .Scrape(s => s with { Interval = 15.Seconds() })
            .Relabel(rules => rules.Drop(Metric.Name, "(go|python|dotnet)_.*"))
            .ForwardTo(to["metrics-service"]);
}
