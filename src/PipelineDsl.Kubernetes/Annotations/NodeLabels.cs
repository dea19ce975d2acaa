using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>Gives targets labels of their node: of the names that clouds have for one thing, the first that is there.</summary>
internal sealed class NodeLabels(NodeLabelOptions options)
{
    private readonly (byte[] Label, byte[][] Sources)[] _labels =
    [
        .. Of(options.NodePool, "nodepool", "karpenter.sh/nodepool", "cloud.google.com/gke-nodepool", "eks.amazonaws.com/nodegroup",
            "kubernetes.azure.com/agentpool", "agentpool"),
        .. Of(options.Region, "region", "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"),
        .. Of(options.AvailabilityZone, "availability_zone", "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone",
            "topology.gke.io/zone"),
        .. Of(options.NodeRole, "node_role", "kubernetes.io/role", "node.kubernetes.io/role", "node-role", "role"),
        .. Of(options.NodeOS, "os", "kubernetes.io/os", "os.kubernetes.io", "os"),
        .. Of(options.NodeArchitecture, "architecture", "kubernetes.io/arch", "beta.kubernetes.io/arch"),
        .. Of(options.InstanceType, "instance_type", "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"),
    ];

    public void AddTo(LabelSetBuilder labels, LabelSet discovered)
    {
        foreach ((byte[] label, byte[][] sources) in _labels)
        {
            foreach (byte[] source in sources)
            {
                ReadOnlySpan<byte> value = discovered.Find(source);
                if (!value.IsEmpty)
                {
                    labels.Set(label, value);
                    break;
                }
            }
        }
    }

    private static (byte[] Label, byte[][] Sources)[] Of(bool isAsked, string label, params string[] names) => isAsked
        ? [(Encoding.UTF8.GetBytes(label), [.. names.Select(name => Encoding.UTF8.GetBytes($"__meta_kubernetes_node_label_{LabelName.Sanitize(name)}"))])]
        : [];
}
