using System.Globalization;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Jobs of a PodMonitor: one for each endpoint.</summary>
internal static class PodMonitors
{
    public static IReadOnlyList<ScrapeJob> Translate(ResourceScope scope)
    {
        ObjectSelector selector = scope.ReadSelector();
        bool byRole = scope.SelectsByRole();
        RoleSelector[] selectors = byRole && selector.ToString() is { Length: > 0 } text ? [new(KubernetesRole.Pod, text, "")] : [];
        KubernetesSource source = KubernetesSources.Create(
            KubernetesRole.Pod, scope.Spec["namespaceSelector"].ReadNamespaceSelector(scope), selectors, scope.AttachesNodes());
        ScrapeOptions common = scope.ReadCommonScrape();
        return [.. scope.Spec["podMetricsEndpoints"].Items().Select((endpoint, index) => scope.Build(
            $"podMonitor/{scope.Namespace}/{scope.Name}/{index}",
            [source],
            Rules(scope, endpoint, byRole ? null : selector),
            scope.ReadEndpoint(endpoint, common),
            endpoint["metricRelabelings"]))];
    }

    private static RuleList Rules(ResourceScope scope, Field endpoint, ObjectSelector? selector)
    {
        RuleList rules = JobBuilder.BeginRules();
        rules.AddPhaseFilter(endpoint);
        selector?.AddTo(rules, "__meta_kubernetes_pod_");
        if (endpoint["port"].TextOrEmpty() is { Length: > 0 } port)
        {
            rules.Keep(port, "__meta_kubernetes_pod_container_port_name");
        }
        else if (endpoint["portNumber"].Port() is > 0 and { } number)
        {
            rules.Keep(number.ToString(CultureInfo.InvariantCulture), "__meta_kubernetes_pod_container_port_number");
        }
        else
        {
            rules.KeepTargetPort(endpoint["targetPort"]);
        }

        rules.Copy("__meta_kubernetes_namespace", "namespace");
        rules.Copy("__meta_kubernetes_pod_container_name", "container");
        rules.Copy("__meta_kubernetes_pod_name", "pod");
        rules.AddPodTargetLabels(scope);
        rules.Set("job", $"{scope.Namespace}/{scope.Name}");
        rules.AddJobLabel("pod", scope);
        rules.AddEndpointLabel(endpoint);
        rules.AddOwn(endpoint["relabelings"].ReadRelabelings(), scope);
        return rules;
    }
}
