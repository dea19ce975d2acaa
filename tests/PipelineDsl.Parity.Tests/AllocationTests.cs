using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>Rules allocate nothing on labels that they drop or leave as they are, nor on those they change in place.</summary>
public sealed class AllocationTests
{
    private static readonly ImmutableArray<RelabelRule>[] s_rules =
    [
        [new() { Action = RelabelAction.Keep, SourceLabels = ["__name__"], Pattern = "up|processor.*" }],
        [new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "a|b|c|d|e|f|go_.*|.*_bucket|.*tmp.*" }],
        [new() { Action = RelabelAction.Keep, SourceLabels = ["job", "instance"], Pattern = "shop;.*" }],
        [new() { Action = RelabelAction.LabelDrop, Pattern = "tmp_.*" }],
        [new() { SourceLabels = ["instance"], Pattern = "(.+):9090", TargetLabel = "host", Replacement = "h-$1" }],
        [new() { SourceLabels = ["nothing"], Pattern = "(.+)", TargetLabel = "job" }],
        [new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "(go_|py_|rb_|js_|a_.*_)+x" }],
        [new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "go_.*|jvm_.*|python_.*|ruby_.*|.*_sum|.*_count|.*_bucket|.*_info" }],
        [new() { SourceLabels = ["instance", "port"], Pattern = "(.+?)(\\:\\d+)?;(\\d+)", TargetLabel = "instance", Replacement = "$1:$3" }],
        [new() { SourceLabels = ["instance"], Pattern = "(.+?)(\\:\\d+)?", TargetLabel = "host", Replacement = "$1" }],
        [new() { SourceLabels = ["instance"], Pattern = "(\\d+)\\.(\\d+)\\..*", TargetLabel = "net_$1", Replacement = "$2" }],
        [new() { Action = RelabelAction.LabelMap, Pattern = "(job|instance)(.*)", Replacement = "my_$1" }],
        [new() { Action = RelabelAction.HashMod, SourceLabels = ["instance"], TargetLabel = "shard", Modulus = 7 }],
    ];

    // What annotated pods go through. Run on what it has made of a pod, it sets labels to the values that they have.
    private static readonly ImmutableArray<RelabelRule> s_kubernetes =
    [
        new() { Action = RelabelAction.Keep, SourceLabels = ["__meta_kubernetes_pod_annotation_prometheus_io_scrape"], Pattern = "true" },
        new() { Action = RelabelAction.Drop, SourceLabels = ["__meta_kubernetes_pod_phase"], Pattern = "Pending|Succeeded|Failed|Completed" },
        new() { SourceLabels = ["__meta_kubernetes_pod_annotation_prometheus_io_path"], Pattern = "(.+)", TargetLabel = "__metrics_path__" },
        new()
        {
            SourceLabels = ["__address__", "__meta_kubernetes_pod_annotation_prometheus_io_port"],
            Pattern = "(.+?)(\\:\\d+)?;(\\d+)",
            TargetLabel = "__address__",
            Replacement = "$1:$3",
        },
        new() { Action = RelabelAction.LabelMap, Pattern = "__meta_kubernetes_pod_label_(.+)" },
        new() { SourceLabels = ["__meta_kubernetes_namespace"], TargetLabel = "namespace" },
        new() { SourceLabels = ["__meta_kubernetes_pod_controller_name"], Pattern = "(.+)-[0-9a-f]{8,10}", TargetLabel = "workload" },
        new() { SourceLabels = ["namespace", "workload"], Separator = "/", Pattern = "(.+/.+)", TargetLabel = "job" },
        new() { TargetLabel = "cluster", Replacement = "blue" },
        new() { Action = RelabelAction.LabelDrop, Pattern = "pod_template_hash|controller_revision_hash" },
        new() { Action = RelabelAction.Keep, SourceLabels = ["namespace"], Pattern = "[a-z0-9-]+" },
    ];

    private static readonly LabelSet s_pod = LabelSet.Of(
        ("__address__", "10.42.3.117:8080"),
        ("__meta_kubernetes_namespace", "shop"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_path", "/internal/metrics"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_port", "9102"),
        ("__meta_kubernetes_pod_annotation_prometheus_io_scrape", "true"),
        ("__meta_kubernetes_pod_controller_name", "checkout-6d5f7c9b84"),
        ("__meta_kubernetes_pod_label_pod_template_hash", "6d5f7c9b84"),
        ("__meta_kubernetes_pod_label_team", "payments"),
        ("__meta_kubernetes_pod_phase", "Running"));

    private static readonly Lazy<IReadOnlyList<RuleSet>> s_compiled = new(() => CompiledRuleSets.Compile([.. s_rules, s_kubernetes]));

    public static MatrixTheoryData<int, RelabelEngine> Numbers => new(Enumerable.Range(0, s_rules.Length), Enum.GetValues<RelabelEngine>());

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Nothing_is_allocated(int number, RelabelEngine engine)
    {
        RuleSet rules = For(engine, number);
        LabelSet labels = LabelSet.Of(("__name__", "processor_time"), ("job", "shop"), ("instance", "10.0.0.1:9090"), ("port", "8080"));
        var builder = new LabelSetBuilder();
        AllocatedBy(() =>
        {
            builder.Reset(labels);
            rules.Apply(builder);
        }).ShouldBe(0);
    }

    [Theory]
    [InlineData(RelabelEngine.Compiled)]
    [InlineData(RelabelEngine.Interpreted)]
    public void Nothing_is_allocated_where_labels_end_as_they_were(RelabelEngine engine)
    {
        RuleSet rules = For(engine, s_rules.Length);
        LabelSet labels = rules.Apply(s_pod)!;
        rules.Apply(labels).ShouldBe(labels);
        labels["__address__"].ShouldBe("10.42.3.117:9102");
        labels["job"].ShouldBe("shop/checkout");
        var builder = new LabelSetBuilder();
        bool isSame = true;
        AllocatedBy(() =>
        {
            builder.Reset(labels);
            isSame &= rules.Apply(builder) == RuleSet.Kept && ReferenceEquals(builder.ToLabelSet(), labels);
        }).ShouldBe(0);
        isSame.ShouldBeTrue();
    }

    private static RuleSet For(RelabelEngine engine, int number)
    {
        RuleSet compiled = s_compiled.Value[number];
        return engine == RelabelEngine.Compiled ? compiled : RuleSet.Interpret(compiled.Rules);
    }

    // The best of many rounds: until the runtime has optimised a method, reading a table in static data makes an object.
    private static long AllocatedBy(Action action)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 3000 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
