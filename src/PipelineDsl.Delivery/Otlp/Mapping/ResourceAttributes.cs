using System.Globalization;
using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>What the resource attributes of a target's samples are, by the semantic conventions.</summary>
internal sealed class ResourceAttributes
{
    private static readonly (string Label, string Attribute)[] s_direct =
    [
        ("__meta_kubernetes_namespace", "k8s.namespace.name"),
        ("__meta_kubernetes_pod_name", "k8s.pod.name"),
        ("__meta_kubernetes_pod_uid", "k8s.pod.uid"),
        ("__meta_kubernetes_pod_container_name", "k8s.container.name"),

        // Which of the three there is depends on the role that found the target.
        ("__meta_kubernetes_node_name", "k8s.node.name"),
        ("__meta_kubernetes_endpoint_node_name", "k8s.node.name"),
        ("__meta_kubernetes_pod_node_name", "k8s.node.name"),
    ];

    private readonly Dictionary<string, string> _common = new(StringComparer.Ordinal);

    public ResourceAttributes(ScrapedTarget? target, LabelSet externalLabels)
    {
        foreach ((string name, string value) in externalLabels.ToDictionary())
        {
            _common[name] = value;
        }

        if (externalLabels["cluster"] is { } cluster)
        {
            _common["k8s.cluster.name"] = cluster;
        }

        if (target is not null)
        {
            _common["server.address"] = target.Url.Host;
            _common["server.port"] = target.Url.Port.ToString(CultureInfo.InvariantCulture);
            _common["url.scheme"] = target.Url.Scheme;
            AddDiscovered(target.Discovered);
        }
    }

    /// <summary>The resource as a field of <c>ResourceMetrics</c>.</summary>
    /// <param name="job">The series' label <c>job</c>.</param>
    /// <param name="instance">The series' label <c>instance</c>.</param>
    /// <param name="targetInfo">The labels of <c>target_info</c>, which win.</param>
    /// <param name="writer">An empty writer.</param>
    public byte[] Encode(string? job, string? instance, LabelSet targetInfo, OtlpWriter writer)
    {
        var attributes = new SortedDictionary<string, string>(_common, StringComparer.Ordinal);
        Add(attributes, "service.name", job);
        Add(attributes, "service.instance.id", instance);
        foreach ((string name, string value) in targetInfo.ToDictionary())
        {
            if (name is not ("job" or "instance") && !name.StartsWith("__", StringComparison.Ordinal))
            {
                attributes[name] = value;
            }
        }

        int start = writer.Begin(OtlpFields.Resource);
        foreach ((string name, string value) in attributes)
        {
            writer.Attribute(OtlpFields.ResourceAttribute, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
        }

        writer.End(start);
        return writer.Take();
    }

    private static void Add(IDictionary<string, string> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes[name] = value;
        }
    }

    private void AddDiscovered(LabelSet discovered)
    {
        foreach ((string label, string attribute) in s_direct)
        {
            Add(_common, attribute, discovered[label]);
        }

        string? controller = discovered["__meta_kubernetes_pod_controller_kind"] switch
        {
            "ReplicaSet" => "k8s.replicaset.name",
            "DaemonSet" => "k8s.daemonset.name",
            "StatefulSet" => "k8s.statefulset.name",
            "Job" => "k8s.job.name",
            "CronJob" => "k8s.cronjob.name",
            _ => null,
        };
        if (controller is not null)
        {
            Add(_common, controller, discovered["__meta_kubernetes_pod_controller_name"]);
        }
    }
}
