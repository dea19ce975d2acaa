using System.Reflection;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>The rules of the samples run compiled, and do what the interpreter makes of them.</summary>
public sealed class SampleParityTests
{
    // What the samples' rules look for, besides what the conformance cases hold.
    private static readonly LabelSet[] s_own =
    [
        LabelSet.Empty,
        LabelSet.Of(("__meta_kubernetes_pod_name", "analysis-7"), ("__meta_kubernetes_namespace", "images")),
        LabelSet.Of(("__meta_kubernetes_pod_name", "my-analysis")),
        LabelSet.Of(("__meta_kubernetes_service_port_name", "metrics"), ("team", "red")),
        LabelSet.Of(("__meta_kubernetes_pod_annotation_k8s_grafana_com_scrape", "true"), ("__meta_kubernetes_pod_name", "db-1")),
        LabelSet.Of(("__name__", "up")),
        LabelSet.Of(("__name__", "processor_items_total"), ("code", "500")),
        LabelSet.Of(("__name__", "http_errors_total")),
        LabelSet.Of(("__name__", "go_goroutines")),
    ];

    public static TheoryData<string> Samples =>
        [.. new[] { "BlueDatabase", "ImageAnalysisPods", "ProcessingScrape", "MetricProcessing", "MetricsDelivery", "Quickstart", "RuleTests" }];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Rules_of_a_sample_run_compiled_and_as_the_interpreter_has_it(string sample)
    {
        LabelSet[] inputs = [.. s_own, .. RelabelCases.All.Values.Select(c => c.Labels)];
        foreach (Pipeline pipeline in PipelinesOf(sample))
        {
            foreach (RuleSet compiled in pipeline.Targets.Stages.Concat(pipeline.Metrics.Stages))
            {
                RuleSet interpreted = RuleSet.Interpret(compiled.Rules);
                compiled.Engine.ShouldBe(RelabelEngine.Compiled);
                interpreted.Engine.ShouldBe(RelabelEngine.Interpreted);
                foreach (LabelSet input in inputs)
                {
                    Outcome(compiled, input).ShouldBe(Outcome(interpreted, input), $"{compiled.GetType().Name} on {input}");
                }
            }
        }
    }

    private static (int Result, LabelSet Labels) Outcome(RuleSet rules, LabelSet input)
    {
        var labels = new LabelSetBuilder(input);
        return (rules.Apply(labels), labels.ToLabelSet());
    }

    private static IEnumerable<Pipeline> PipelinesOf(string sample)
    {
        MethodInfo[] methods = [.. Assembly.Load(sample).GetType($"{sample}.Pipelines", throwOnError: true)!.GetMethods()
            .Where(method => method.IsDefined(typeof(PipelineAttribute)))];
        methods.ShouldNotBeEmpty();
        return methods.Select(method => (Pipeline)method.Invoke(null, [Destinations.None])!);
    }
}
