using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Endpoints: a target for each address and port of each subset, ready or not.</summary>
internal sealed class EndpointsDecoder() : ObjectDecoder("endpoints", "endpoints")
{
    private readonly List<Endpoint> _addresses = [];
    private readonly List<Port> _ports = [];

    protected override void Begin()
    {
    }

    protected override void ReadProperty(ref Utf8JsonReader reader)
    {
        if (!reader.ValueTextEquals("subsets"u8))
        {
            reader.Skip();
            return;
        }

        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            ReadSubset(ref reader);
            AddSubset();
        }
    }

    protected override KubernetesObject Finish()
    {
        BeginLabels();
        Set("__meta_kubernetes_endpoints_name"u8, Metadata.Name);
        return new KubernetesObject(Labels.ToLabelSet(), TakeTargets()) { Owner = Key("svc", Metadata.Namespace, Metadata.Name) };
    }

    private void ReadSubset(ref Utf8JsonReader reader)
    {
        _addresses.Clear();
        _ports.Clear();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("addresses"u8))
            {
                ReadAddresses(ref reader, isReady: true);
            }
            else if (reader.ValueTextEquals("notReadyAddresses"u8))
            {
                ReadAddresses(ref reader, isReady: false);
            }
            else if (reader.ValueTextEquals("ports"u8))
            {
                Port.ReadAll(ref reader, Arena, "port"u8, _ports);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadAddresses(ref Utf8JsonReader reader, bool isReady)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            var address = new Endpoint { IsReady = isReady };
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("ip"u8))
                {
                    address.Ip = Arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("hostname"u8))
                {
                    address.Hostname = Arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("nodeName"u8))
                {
                    address.Node = Arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("targetRef"u8))
                {
                    address.Reference = TargetReference.Read(ref reader, Arena);
                }
                else
                {
                    reader.Skip();
                }
            }

            _addresses.Add(address);
        }
    }

    private void AddSubset()
    {
        foreach (Endpoint address in _addresses)
        {
            // The address' own node comes first; what it refers to may be a node, too.
            TargetReference reference = address.Reference;
            string pod = reference.IsPod(Arena) ? Key("pod", reference.Namespace, reference.Name) : "";
            string node = !address.Node.IsEmpty ? Key("node", default, address.Node) : reference.IsNode(Arena) ? Key("node", default, reference.Name) : "";
            foreach (Port port in _ports)
            {
                Labels.Reset();
                Set("__address__"u8, Address(address.Ip, port.Number));
                Set("__meta_kubernetes_endpoint_address_target_kind"u8, reference.Kind);
                Set("__meta_kubernetes_endpoint_address_target_name"u8, reference.Name);
                Set("__meta_kubernetes_endpoint_hostname"u8, address.Hostname);
                Set("__meta_kubernetes_endpoint_node_name"u8, address.Node);
                Set("__meta_kubernetes_endpoint_port_name"u8, port.Name);
                Set("__meta_kubernetes_endpoint_port_protocol"u8, port.Protocol);
                Labels.Set("__meta_kubernetes_endpoint_ready"u8, address.IsReady ? "true"u8 : "false"u8);
                Targets.Add(new ObjectTarget(Labels.ToLabelSet(), Number(port.Number), Pod: pod, Node: node));
            }
        }
    }

    private struct Endpoint
    {
        public Text Ip;
        public Text Hostname;
        public Text Node;
        public TargetReference Reference;
        public bool IsReady;
    }
}
