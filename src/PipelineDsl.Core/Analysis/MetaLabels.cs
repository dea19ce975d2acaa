using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Knows the labels that targets have while they are discovered.</summary>
internal static class MetaLabels
{
    private const string Prefix = "__meta_";
    private const string KubernetesPrefix = "__meta_kubernetes_";

    /// <summary>Names further from what is written than this are not what was meant.</summary>
    private const int MaxDistance = 3;

    private static readonly string[] s_containers =
    [
        "pod_container_name", "pod_container_image", "pod_container_init", "pod_container_port_name", "pod_container_port_number",
        "pod_container_port_protocol",
    ];

    private static readonly string[] s_pods =
    [
        "pod_name", "pod_ip", "pod_phase", "pod_ready", "pod_node_name", "pod_host_ip", "pod_uid", "pod_controller_kind", "pod_controller_name",
        .. s_containers,
    ];

    private static readonly string[] s_service =
    [
        "namespace", "service_name", "service_type", "service_cluster_ip", "service_external_name", "service_loadbalancer_ip", "service_port_name",
        "service_port_number", "service_port_protocol",
    ];

    private static readonly string[] s_endpoints =
    [
        "namespace", "endpoints_name", "endpoint_hostname", "endpoint_node_name", "endpoint_ready", "endpoint_port_name", "endpoint_port_protocol",
        "endpoint_address_target_kind", "endpoint_address_target_name", "service_name", .. s_pods,
    ];

    private static readonly string[] s_endpointSlice =
    [
        "namespace", "endpointslice_name", "endpointslice_address_type", "endpointslice_address_target_kind", "endpointslice_address_target_name",
        "endpointslice_endpoint_conditions_ready", "endpointslice_endpoint_conditions_serving", "endpointslice_endpoint_conditions_terminating",
        "endpointslice_endpoint_hostname", "endpointslice_endpoint_node_name", "endpointslice_endpoint_zone", "endpointslice_port",
        "endpointslice_port_name", "endpointslice_port_protocol", "endpointslice_port_app_protocol", "service_name", .. s_pods,
    ];

    private static readonly string[] s_ingress =
        ["namespace", "ingress_name", "ingress_class_name", "ingress_host", "ingress_path", "ingress_scheme"];

    private static readonly string[] s_objectPrefixes = ["label_", "labelpresent_", "annotation_", "annotationpresent_"];

    /// <summary>The labels that have a fixed name.</summary>
    public static IReadOnlyList<string> NamesOf(RuleContext context)
    {
        string[] names = context.Role switch
        {
            TargetRole.Pod => ["namespace", "pod_container_id", .. s_pods, "pod_deployment_name", "pod_job_name", "pod_cronjob_name"],
            TargetRole.Service => s_service,
            TargetRole.Endpoints => s_endpoints,
            TargetRole.EndpointSlice => s_endpointSlice,
            TargetRole.Node => ["node_name", "node_provider_id"],
            TargetRole.Ingress => s_ingress,
            _ => [],
        };
        return [.. names.Concat(context.HasNodeMetadata ? ["node_name"] : []).Select(static name => KubernetesPrefix + name)];
    }

    /// <summary>What the names of the other labels begin with.</summary>
    public static IReadOnlyList<string> PrefixesOf(RuleContext context)
    {
        IEnumerable<string> objects = context.Role switch
        {
            TargetRole.Pod => ["pod"],
            TargetRole.Service => ["service"],
            TargetRole.Endpoints => ["endpoints", "service", "pod"],
            TargetRole.EndpointSlice => ["endpointslice", "service", "pod"],
            TargetRole.Node => ["node"],
            TargetRole.Ingress => ["ingress"],
            _ => (string[])[],
        };
        objects = objects.Concat(context.HasNodeMetadata ? ["node"] : []).Concat(context.HasNamespaceMetadata ? ["namespace"] : []);
        IEnumerable<string> prefixes = objects.SelectMany(static name => s_objectPrefixes.Select(kind => $"{name}_{kind}"));
        string[] own = context.Role switch
        {
            TargetRole.EndpointSlice => ["endpointslice_endpoint_topology_"],
            TargetRole.Node => ["node_address_"],
            _ => [],
        };
        return [.. prefixes.Concat(own).Select(static prefix => KubernetesPrefix + prefix)];
    }

    /// <summary>Finds labels that rules read, and that targets of the role never have.</summary>
    public static IEnumerable<RuleFinding> Find(AnalyzedRule[] rules, RuleContext context)
    {
        foreach (AnalyzedRule rule in context.Role == TargetRole.Unknown || rules.Any(static rule => rule.IsAboutNames && rule.Language is null) ? [] : rules)
        {
            IEnumerable<string> read = rule.IsComparison ? rule.Sources.Append(rule.Target!) : rule.IsAboutNames ? [] : rule.Sources;
            foreach (string label in read.Distinct())
            {
                bool isKnown = !label.StartsWith(Prefix, StringComparison.Ordinal) || Exists(label, context)
                    || rules.Take(rule.Index).Any(earlier => earlier.MayWrite(label));
                if (!isKnown)
                {
                    RelabelRulePart part = rule.IsComparison && label == rule.Target ? RelabelRulePart.TargetLabel : RelabelRulePart.SourceLabels;
                    yield return new(RuleFindingKind.UnknownMetaLabel, rule.Index, MessageFor(label, context)) { Part = part, Label = label };
                }
            }
        }
    }

    private static bool Exists(string label, RuleContext context) => NamesOf(context).Contains(label)
        || PrefixesOf(context).Any(prefix => label.Length > prefix.Length && label.StartsWith(prefix, StringComparison.Ordinal));

    private static string MessageFor(string label, RuleContext context)
    {
        string message = $"{context.Role} targets have no label '{label}'";
        if (Attachment(label, context) is { } call)
        {
            return $"{message} without {call}()";
        }

        return NearestTo(label, NamesOf(context)) is { } nearest ? $"{message}: did you mean '{nearest}'?" : message;
    }

    /// <summary>The call that would make targets have the label.</summary>
    private static string? Attachment(string label, RuleContext context)
    {
        bool hasNode = context.Role is TargetRole.Pod or TargetRole.Endpoints or TargetRole.EndpointSlice;
        bool hasNamespace = hasNode || context.Role is TargetRole.Service or TargetRole.Ingress;
        return hasNode && Exists(label, context with { HasNodeMetadata = true }) ? "AttachNodeMetadata"
            : hasNamespace && Exists(label, context with { HasNamespaceMetadata = true }) ? "AttachNamespaceMetadata"
            : null;
    }

    // What was left off at the end, or else mistyped.
    private static string? NearestTo(string label, IReadOnlyList<string> names) =>
        names.Where(name => name.StartsWith(label, StringComparison.Ordinal)).OrderBy(static name => name.Length).FirstOrDefault()
        ?? names.Select(name => (Name: name, Distance: EditDistance.Between(label, name))).Where(static pair => pair.Distance <= MaxDistance)
            .OrderBy(static pair => pair.Distance).ThenBy(static pair => pair.Name, StringComparer.Ordinal).FirstOrDefault().Name;
}
