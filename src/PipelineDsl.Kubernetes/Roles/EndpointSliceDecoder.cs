using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>EndpointSlices: a target for each address of each endpoint and each port; a port without a number leaves the address bare.</summary>
internal sealed class EndpointSliceDecoder() : ObjectDecoder("endpointslice", "endpointslice")
{
    private readonly List<SliceEndpoint> _endpoints = [];
    private readonly List<Port> _ports = [];
    private readonly SanitizedName _name = new();
    private int _count;
    private Text _addressType;

    protected override void Begin()
    {
        _ports.Clear();
        _count = 0;
        _addressType = default;
    }

    protected override void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("addressType"u8))
        {
            _addressType = Arena.Next(ref reader);
        }
        else if (reader.ValueTextEquals("ports"u8))
        {
            Port.ReadAll(ref reader, Arena, "port"u8, _ports);
        }
        else if (!reader.ValueTextEquals("endpoints"u8))
        {
            reader.Skip();
        }
        else if (reader.EnterArray())
        {
            while (reader.NextObject())
            {
                if (_count == _endpoints.Count)
                {
                    _endpoints.Add(new SliceEndpoint());
                }

                _endpoints[_count++].Read(ref reader, Arena);
            }
        }
    }

    protected override KubernetesObject Finish()
    {
        for (int i = 0; i < _count; i++)
        {
            AddEndpoint(_endpoints[i]);
        }

        BeginLabels();
        Set("__meta_kubernetes_endpointslice_address_type"u8, _addressType);
        Set("__meta_kubernetes_endpointslice_name"u8, Metadata.Name);
        return new KubernetesObject(Labels.ToLabelSet(), TakeTargets()) { Owner = Service() };
    }

    private string Service()
    {
        foreach ((Text key, Text value) in Metadata.Labels)
        {
            if (Arena[key].SequenceEqual("kubernetes.io/service-name"u8))
            {
                return Key("svc", Metadata.Namespace, value);
            }
        }

        return "";
    }

    private void AddEndpoint(SliceEndpoint endpoint)
    {
        // Other than with Endpoints, a node that is referred to comes first.
        TargetReference reference = endpoint.Reference;
        string pod = reference.IsPod(Arena) ? Key("pod", reference.Namespace, reference.Name) : "";
        string node = reference.IsNode(Arena) ? Key("node", default, reference.Name) : endpoint.Node.IsEmpty ? "" : Key("node", default, endpoint.Node);
        foreach (Port port in _ports)
        {
            foreach (Text address in endpoint.Addresses)
            {
                Labels.Reset();
                Set("__address__"u8, port.Number.IsEmpty ? address : Address(address, port.Number));
                Set("__meta_kubernetes_endpointslice_address_target_kind"u8, reference.Kind);
                Set("__meta_kubernetes_endpointslice_address_target_name"u8, reference.Name);
                Set("__meta_kubernetes_endpointslice_endpoint_conditions_ready"u8, endpoint.Ready);
                Set("__meta_kubernetes_endpointslice_endpoint_conditions_serving"u8, endpoint.Serving);
                Set("__meta_kubernetes_endpointslice_endpoint_conditions_terminating"u8, endpoint.Terminating);
                Set("__meta_kubernetes_endpointslice_endpoint_hostname"u8, endpoint.Hostname);
                Set("__meta_kubernetes_endpointslice_endpoint_node_name"u8, endpoint.Node);
                AddTopology(endpoint);
                Set("__meta_kubernetes_endpointslice_endpoint_zone"u8, endpoint.Zone);
                Set("__meta_kubernetes_endpointslice_port"u8, port.Number);
                Set("__meta_kubernetes_endpointslice_port_app_protocol"u8, port.AppProtocol);
                Set("__meta_kubernetes_endpointslice_port_name"u8, port.Name);
                Set("__meta_kubernetes_endpointslice_port_protocol"u8, port.Protocol);
                Targets.Add(new ObjectTarget(Labels.ToLabelSet(), Number(port.Number), Pod: pod, Node: node));
            }
        }
    }

    private void AddTopology(SliceEndpoint endpoint)
    {
        foreach ((Text key, Text value) in endpoint.Topology)
        {
            Labels.Set(_name.Of("__meta_kubernetes_endpointslice_endpoint_topology_"u8, Arena[key]), Arena[value]);
            Labels.Set(_name.Of("__meta_kubernetes_endpointslice_endpoint_topology_present_"u8, Arena[key]), "true"u8);
        }
    }
}
