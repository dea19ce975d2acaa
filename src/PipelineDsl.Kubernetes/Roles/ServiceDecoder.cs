using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Role service: a target for each port, at <c>name.namespace.svc:port</c>.</summary>
/// <param name="showsBackends">Whether targets get the labels of <see cref="ServiceBackend"/>, which Prometheus does not have.</param>
internal sealed class ServiceDecoder(bool showsBackends) : RoleDecoder("svc", new MetadataLabels("service"))
{
    private readonly List<Port> _ports = [];
    private readonly List<(Text Key, Text Value)> _selector = [];
    private Text _type;
    private Text _clusterIp;
    private Text _externalName;
    private Text _loadBalancerIp;

    protected override void Begin()
    {
        _ports.Clear();
        _selector.Clear();
        _type = _clusterIp = _externalName = _loadBalancerIp = default;
    }

    protected override void ReadProperty(ref Utf8JsonReader reader)
    {
        if (!reader.ValueTextEquals("spec"u8))
        {
            reader.Skip();
            return;
        }

        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("type"u8))
            {
                _type = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("clusterIP"u8))
            {
                _clusterIp = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("externalName"u8))
            {
                _externalName = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("loadBalancerIP"u8))
            {
                _loadBalancerIp = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("ports"u8))
            {
                Port.ReadAll(ref reader, Arena, "port"u8, _ports);
            }
            else if (showsBackends && reader.ValueTextEquals("selector"u8))
            {
                ReadSelector(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    protected override void AddTargets()
    {
        if (_ports.Count == 0)
        {
            return;
        }

        BeginLabels();
        bool isExternal = Arena[_type].SequenceEqual("ExternalName"u8);
        if (!isExternal)
        {
            Set("__meta_kubernetes_service_cluster_ip"u8, _clusterIp);
        }
        else
        {
            Set("__meta_kubernetes_service_external_name"u8, _externalName);
        }

        // What was asked for, not what the load balancer got; other types may still carry a leftover of it.
        if (Arena[_type].SequenceEqual("LoadBalancer"u8))
        {
            Set("__meta_kubernetes_service_loadbalancer_ip"u8, _loadBalancerIp);
        }

        Set("__meta_kubernetes_service_name"u8, Metadata.Name);
        Set("__meta_kubernetes_service_type"u8, _type);
        if (showsBackends)
        {
            ServiceBackend.AddSelector(Labels, _selector, Arena);
        }

        LabelSet service = Labels.ToLabelSet();
        foreach (Port port in _ports)
        {
            (Text name, Text number, Text protocol) = port;
            Labels.Reset(service);
            Set("__address__"u8, Address(number));
            Set("__meta_kubernetes_service_port_name"u8, name);
            Set("__meta_kubernetes_service_port_number"u8, number);
            Set("__meta_kubernetes_service_port_protocol"u8, protocol);
            if (showsBackends)
            {
                Set(ServiceBackend.Port, port.Target.IsEmpty ? number : port.Target);
            }

            Targets.Add(Labels.ToLabelSet());
        }
    }

    private void ReadSelector(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            Text key = Arena.Name(ref reader);
            _selector.Add((key, Arena.Next(ref reader)));
        }
    }

    private Text Address(Text port)
    {
        int start = Arena.End;
        Arena.Add(Arena[Metadata.Name]);
        Arena.Add("."u8);
        Arena.Add(Arena[Metadata.Namespace]);
        Arena.Add(".svc:"u8);
        Arena.Add(Arena[port]);
        return Arena.Since(start);
    }
}
