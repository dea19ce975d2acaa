using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>The rules that are measured.</summary>
internal static partial class Chains
{
    /// <summary>What annotated pods go through: twenty rules, nearly all of which do something.</summary>
    public static RuleSet Kubernetes { get; } = RulesOf(Discover.Pods().Relabel(rules => rules
        .Rule(new() { Action = RelabelAction.Keep, SourceLabels = ["__meta_kubernetes_pod_annotation_prometheus_io_scrape"], Pattern = "true" })
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__meta_kubernetes_pod_phase"], Pattern = "Pending|Succeeded|Failed|Completed" })
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__meta_kubernetes_pod_container_init"], Pattern = "true" })
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__meta_kubernetes_namespace"], Pattern = "kube-(system|public|node-lease)" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_annotation_prometheus_io_scheme"], Pattern = "(https?)", TargetLabel = "__scheme__" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_annotation_prometheus_io_path"], Pattern = "(.+)", TargetLabel = "__metrics_path__" })
        .Rule(new()
        {
            SourceLabels = ["__address__", "__meta_kubernetes_pod_annotation_prometheus_io_port"],
            Pattern = "(.+?)(\\:\\d+)?;(\\d+)",
            TargetLabel = "__address__",
            Replacement = "$1:$3",
        })
        .Rule(new() { Action = RelabelAction.LabelMap, Pattern = "__meta_kubernetes_pod_label_(.+)" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_namespace"], TargetLabel = "namespace" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_name"], TargetLabel = "pod" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_container_name"], TargetLabel = "container" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_node_name"], TargetLabel = "node" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], Pattern = "(.+)", TargetLabel = "service" })
        .Rule(new() { SourceLabels = ["__meta_kubernetes_pod_controller_name"], Pattern = "(.+)-[0-9a-f]{8,10}", TargetLabel = "workload" })
        .Rule(new() { SourceLabels = ["namespace", "service"], Separator = "/", Pattern = "(.+/.+)", TargetLabel = "job" })
        .Rule(new() { TargetLabel = "cluster", Replacement = "blue" })
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["pod"], Pattern = ".*-canary" })
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__meta_kubernetes_pod_container_port_name"], Pattern = "grpc|admin" })
        .Rule(new() { Action = RelabelAction.LabelDrop, Pattern = "pod_template_hash|controller_revision_hash" })
        .Rule(new() { Action = RelabelAction.Keep, SourceLabels = ["namespace"], Pattern = "[a-z0-9-]+" })));

    /// <summary>A decision by name alone.</summary>
    public static RuleSet DropByName { get; } = RulesOf(Discover.Static("a:1").Relabel(rules => rules
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "go_(gc|memstats|sched)_.*" })));

    /// <summary>A decision between two literals.</summary>
    public static RuleSet DropByPhase { get; } = RulesOf(Discover.Static("a:1").Relabel(rules => rules
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "Succeeded|Failed" })));

    /// <summary>A pattern that no literal test can decide.</summary>
    public static RuleSet KeepByAddress { get; } = RulesOf(Discover.Static("a:1").Relabel(rules => rules
        .Rule(new() { Action = RelabelAction.Keep, SourceLabels = ["__name__"], Pattern = "(.+?)(\\:\\d+)?;(\\d+)" })));

    /// <summary>Nothing but a look-up, to be taken off from what the others need.</summary>
    public static RuleSet LookUp { get; } = RulesOf(Discover.Static("a:1").Relabel(rules => rules
        .Rule(new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Pattern = "" })));

    /// <summary>The rules as an engine runs them.</summary>
    public static RuleSet For(RelabelEngine engine, RuleSet compiled) =>
        engine == RelabelEngine.Compiled ? compiled : RuleSet.Interpret(compiled.Rules);

    private static RuleSet RulesOf<TRole>(Targets<TRole> targets)
    {
        RuleSet rules = targets.Scrape().ForwardTo(new Destination("none")).Targets.Stages[0];
        return rules.Engine == RelabelEngine.Compiled ? rules : throw new InvalidOperationException("The rules are not compiled.");
    }
}
