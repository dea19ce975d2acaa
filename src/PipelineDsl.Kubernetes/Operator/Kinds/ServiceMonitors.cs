using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Jobs of a ServiceMonitor: one for each endpoint.</summary>
internal static class ServiceMonitors
{
    public static IReadOnlyList<ScrapeJob> Translate(ResourceScope scope)
    {
        ObjectSelector selector = scope.ReadSelector();
        KubernetesRole role = scope.Spec["serviceDiscoveryRole"].Choice(FieldWords.ServiceRoles) ?? scope.Settings.ServiceDiscoveryRole;
        bool byRole = scope.SelectsByRole();
        RoleSelector[] selectors = byRole && selector.ToString() is { Length: > 0 } text
            ? [new(role, text, ""), new(KubernetesRole.Service, text, "")]
            : [];
        KubernetesSource source = KubernetesSources.Create(
            role, scope.Spec["namespaceSelector"].ReadNamespaceSelector(scope), selectors, scope.AttachesNodes());
        ScrapeOptions common = scope.ReadCommonScrape();
        return [.. scope.Spec["endpoints"].Items().Select((endpoint, index) => scope.Build(
            $"serviceMonitor/{scope.Namespace}/{scope.Name}/{index}",
            [source],
            Rules(scope, endpoint, byRole ? null : selector, role == KubernetesRole.Endpoints ? "endpoint" : "endpointslice"),
            scope.ReadEndpoint(endpoint, common),
            endpoint["metricRelabelings"]))];
    }

    private static RuleList Rules(ResourceScope scope, Field endpoint, ObjectSelector? selector, string address)
    {
        RuleList rules = JobBuilder.BeginRules();
        selector?.AddTo(rules, "__meta_kubernetes_service_");
        if (endpoint["port"].TextOrEmpty() is { Length: > 0 } port)
        {
            rules.Keep(port, $"__meta_kubernetes_{address}_port_name");
        }
        else
        {
            rules.KeepTargetPort(endpoint["targetPort"]);
        }

        string[] target = [$"__meta_kubernetes_{address}_address_target_kind", $"__meta_kubernetes_{address}_address_target_name"];
        rules.Replace("Node;(.*)", "node", "${1}", target);
        rules.Replace("Pod;(.*)", "pod", "${1}", target);
        rules.Copy("__meta_kubernetes_namespace", "namespace");
        rules.Copy("__meta_kubernetes_service_name", "service");
        rules.Copy("__meta_kubernetes_pod_name", "pod");
        rules.Copy("__meta_kubernetes_pod_container_name", "container");
        rules.AddPhaseFilter(endpoint);
        rules.AddTargetLabels("service", scope.Spec["targetLabels"].Texts());
        rules.AddPodTargetLabels(scope);
        rules.Replace("(.*)", "job", "${1}", "__meta_kubernetes_service_name");
        rules.AddJobLabel("service", scope);
        rules.AddEndpointLabel(endpoint);
        rules.AddOwn(endpoint["relabelings"].ReadRelabelings(), scope);
        return rules;
    }
}
