using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Services: a target for each port, at <c>name.namespace.svc:port</c>.</summary>
internal sealed class ServiceDecoder() : ObjectDecoder("svc", "service")
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
            else if (reader.ValueTextEquals("selector"u8))
            {
                Arena.ReadMap(ref reader, _selector);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    protected override KubernetesObject Finish()
    {
        BeginLabels();
        Set("__meta_kubernetes_service_name"u8, Metadata.Name);
        LabelSet service = Labels.ToLabelSet();
        foreach (Port port in _ports)
        {
            (Text name, Text number, Text protocol, _) = port;
            LabelSet backend = Backend(port);
            Labels.Reset();
            Set("__address__"u8, Address(number));
            AddKind();
            Set("__meta_kubernetes_service_port_name"u8, name);
            Set("__meta_kubernetes_service_port_number"u8, number);
            Set("__meta_kubernetes_service_port_protocol"u8, protocol);
            Targets.Add(new ObjectTarget(Labels.ToLabelSet()) { Backend = backend });
        }

        return new KubernetesObject(service, TakeTargets());
    }

    // Only the service's own targets have these, not those of its endpoints.
    private void AddKind()
    {
        if (Arena[_type].SequenceEqual("ExternalName"u8))
        {
            Set("__meta_kubernetes_service_external_name"u8, _externalName);
        }
        else
        {
            Set("__meta_kubernetes_service_cluster_ip"u8, _clusterIp);
        }

        // What was asked for, not what the load balancer got; other types may still carry a leftover of it.
        if (Arena[_type].SequenceEqual("LoadBalancer"u8))
        {
            Set("__meta_kubernetes_service_loadbalancer_ip"u8, _loadBalancerIp);
        }

        Set("__meta_kubernetes_service_type"u8, _type);
    }

    private LabelSet Backend(Port port)
    {
        Labels.Reset();
        ServiceBackend.AddSelector(Labels, _selector, Arena);
        Set(ServiceBackend.Port, port.Target.IsEmpty ? port.Number : port.Target);
        return Labels.ToLabelSet();
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
