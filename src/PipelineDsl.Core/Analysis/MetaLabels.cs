using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Knows the labels that targets have while they are discovered.</summary>
internal static class MetaLabels
{
    private const string Prefix = "__meta_";

    /// <summary>Names further from what is written than this are not what was meant.</summary>
    private const int MaxDistance = 3;

    private static readonly string[] s_pod =
    [
        "__meta_kubernetes_namespace", "__meta_kubernetes_pod_name", "__meta_kubernetes_pod_ip", "__meta_kubernetes_pod_phase",
        "__meta_kubernetes_pod_ready", "__meta_kubernetes_pod_node_name", "__meta_kubernetes_pod_host_ip", "__meta_kubernetes_pod_uid",
        "__meta_kubernetes_pod_controller_kind", "__meta_kubernetes_pod_controller_name", "__meta_kubernetes_pod_container_name",
        "__meta_kubernetes_pod_container_id", "__meta_kubernetes_pod_container_image", "__meta_kubernetes_pod_container_init",
        "__meta_kubernetes_pod_container_port_name", "__meta_kubernetes_pod_container_port_number",
        "__meta_kubernetes_pod_container_port_protocol",
    ];

    private static readonly string[] s_service =
    [
        "__meta_kubernetes_namespace", "__meta_kubernetes_service_name", "__meta_kubernetes_service_type",
        "__meta_kubernetes_service_cluster_ip", "__meta_kubernetes_service_external_name", "__meta_kubernetes_service_loadbalancer_ip",
        "__meta_kubernetes_service_port_name", "__meta_kubernetes_service_port_number", "__meta_kubernetes_service_port_protocol",
    ];

    private static readonly string[] s_objectPrefixes = ["label_", "labelpresent_", "annotation_", "annotationpresent_"];

    /// <summary>The labels of a role that have a fixed name.</summary>
    public static IReadOnlyList<string> NamesOf(TargetRole role) => role switch
    {
        TargetRole.Pod => s_pod,
        TargetRole.Service => s_service,
        _ => [],
    };

    /// <summary>What the names of a role's other labels begin with.</summary>
    public static IReadOnlyList<string> PrefixesOf(TargetRole role) => role switch
    {
        TargetRole.Pod => [.. s_objectPrefixes.Select(static kind => "__meta_kubernetes_pod_" + kind)],
        TargetRole.Service => [.. s_objectPrefixes.Select(static kind => "__meta_kubernetes_service_" + kind)],
        _ => [],
    };

    /// <summary>Finds labels that rules read, and that targets of the role never have.</summary>
    public static IEnumerable<RuleFinding> Find(AnalyzedRule[] rules, RuleContext context)
    {
        foreach (AnalyzedRule rule in context.Role == TargetRole.Unknown || rules.Any(static rule => rule.IsAboutNames && rule.Language is null) ? [] : rules)
        {
            IEnumerable<string> read = rule.IsComparison ? rule.Sources.Append(rule.Target!) : rule.IsAboutNames ? [] : rule.Sources;
            foreach (string label in read.Distinct())
            {
                bool isKnown = !label.StartsWith(Prefix, StringComparison.Ordinal) || Exists(label, context.Role)
                    || rules.Take(rule.Index).Any(earlier => earlier.MayWrite(label));
                if (!isKnown)
                {
                    RelabelRulePart part = rule.IsComparison && label == rule.Target ? RelabelRulePart.TargetLabel : RelabelRulePart.SourceLabels;
                    yield return new(RuleFindingKind.UnknownMetaLabel, rule.Index, MessageFor(label, context.Role)) { Part = part, Label = label };
                }
            }
        }
    }

    private static bool Exists(string label, TargetRole role) => NamesOf(role).Contains(label)
        || PrefixesOf(role).Any(prefix => label.Length > prefix.Length && label.StartsWith(prefix, StringComparison.Ordinal));

    private static string MessageFor(string label, TargetRole role)
    {
        string message = $"{role} targets have no label '{label}'";
        return NearestTo(label, NamesOf(role)) is { } nearest ? $"{message}: did you mean '{nearest}'?" : message;
    }

    // What was left off at the end, or else mistyped.
    private static string? NearestTo(string label, IReadOnlyList<string> names) =>
        names.Where(name => name.StartsWith(label, StringComparison.Ordinal)).OrderBy(static name => name.Length).FirstOrDefault()
        ?? names.Select(name => (Name: name, Distance: EditDistance.Between(label, name))).Where(static pair => pair.Distance <= MaxDistance)
            .OrderBy(static pair => pair.Distance).ThenBy(static pair => pair.Name, StringComparer.Ordinal).FirstOrDefault().Name;
}
