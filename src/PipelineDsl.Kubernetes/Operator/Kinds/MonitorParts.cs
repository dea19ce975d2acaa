using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What ServiceMonitors and PodMonitors have in common.</summary>
internal static class MonitorParts
{
    /// <summary>Whether <c>selector</c> is evaluated by the API server instead of by rules.</summary>
    public static bool SelectsByRole(this ResourceScope scope) => scope.Spec["selectorMechanism"].TextOrEmpty() switch
    {
        "" or "RelabelConfig" => false,
        "RoleSelector" => true,
        string other => throw scope.Spec["selectorMechanism"].Reject($"'{other}' is not RelabelConfig or RoleSelector"),
    };

    /// <summary>The selector that a monitor must have; an empty one takes everything.</summary>
    public static ObjectSelector ReadSelector(this ResourceScope scope) =>
        scope.Spec["selector"] is { IsPresent: true } selector ? new ObjectSelector(selector) : throw scope.Spec["selector"].Reject("it is required");

    /// <summary>Whether targets get the labels of their node.</summary>
    public static bool AttachesNodes(this ResourceScope scope) => scope.Spec["attachMetadata"] is { IsPresent: true } attach
        ? attach["node"].Flag() ?? false
        : scope.Class?.AttachNodeMetadata ?? false;

    /// <summary>The options of an endpoint of a monitor.</summary>
    public static ScrapeOptions ReadEndpoint(this ResourceScope scope, Field endpoint, ScrapeOptions common) => (common with
    {
        MetricsPath = endpoint["path"].TextOrEmpty() is { Length: > 0 } path ? path : common.MetricsPath,
        Scheme = endpoint["scheme"].Scheme(),
        Params = endpoint["params"].ReadParams(),
        HonorLabels = !scope.Settings.OverrideHonorLabels && (endpoint["honorLabels"].Flag() ?? false),
        HonorTimestamps = !scope.Settings.OverrideHonorTimestamps && (endpoint["honorTimestamps"].Flag() ?? true),
        TrackTimestampsStaleness = endpoint["trackTimestampsStaleness"].Flag() ?? false,
        Http = endpoint.ReadScrapeHttp(endpoint, "enableHttp2", scope),
    }).WithTimes(endpoint["interval"], endpoint["scrapeTimeout"], scope);

    /// <summary>Drops pods that have ended, unless the endpoint wants them.</summary>
    public static void AddPhaseFilter(this RuleList rules, Field endpoint)
    {
        if (endpoint["filterRunning"].Flag() ?? true)
        {
            rules.Drop("(Failed|Succeeded)", "__meta_kubernetes_pod_phase");
        }
    }

    /// <summary>Copies labels of pods that the monitor names, then those that the installation names.</summary>
    public static void AddPodTargetLabels(this RuleList rules, ResourceScope scope) =>
        rules.AddTargetLabels("pod", scope.Spec["podTargetLabels"].Texts().Concat(scope.Settings.PodTargetLabels));

    public static void AddTargetLabels(this RuleList rules, string role, IEnumerable<string> names)
    {
        foreach (string name in names.Select(RuleList.Sanitize))
        {
            rules.CopyPresent($"__meta_kubernetes_{role}_label_{name}", name);
        }
    }

    /// <summary>The label <c>job</c> from the label that <c>jobLabel</c> names.</summary>
    public static void AddJobLabel(this RuleList rules, string role, ResourceScope scope)
    {
        if (scope.Spec["jobLabel"].TextOrEmpty() is { Length: > 0 } label)
        {
            rules.CopyPresent($"__meta_kubernetes_{role}_label_{RuleList.Sanitize(label)}", "job");
        }
    }

    /// <summary>The label <c>endpoint</c>: the port's name, or the target port as it is written.</summary>
    public static void AddEndpointLabel(this RuleList rules, Field endpoint)
    {
        string? text = endpoint["port"].TextOrEmpty() is { Length: > 0 } port ? port : endpoint["targetPort"].TextOrNumber();
        if (!string.IsNullOrEmpty(text))
        {
            rules.Set("endpoint", text);
        }
    }

    /// <summary>Keeps targets with the container port that <c>targetPort</c> names by name or number.</summary>
    public static void KeepTargetPort(this RuleList rules, Field targetPort)
    {
        if (targetPort.TextOrNumber() is not { Length: > 0 } text || (targetPort.Kind == System.Text.Json.JsonValueKind.Number && text == "0"))
        {
            return;
        }

        bool isNumber = targetPort.Kind == System.Text.Json.JsonValueKind.Number;
        rules.Keep(text, isNumber ? "__meta_kubernetes_pod_container_port_number" : "__meta_kubernetes_pod_container_port_name");
    }
}
