using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Pods: a target for each port of each container, and one for a container without ports.</summary>
internal sealed class PodDecoder : ObjectDecoder
{
    private readonly PodContainers _containers;
    private readonly PodContainers _initContainers;
    private Text _ip;
    private Text _hostIp;
    private Text _phase;
    private Text _ready;
    private Text _node;

    public PodDecoder()
        : base("pod", "pod") => (_containers, _initContainers) = (new(Arena), new(Arena));

    protected override void Begin()
    {
        _containers.Reset();
        _initContainers.Reset();
        _ip = _hostIp = _phase = _node = default;
        _ready = Arena.Add("unknown"u8);
    }

    protected override void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("spec"u8))
        {
            ReadSpec(ref reader);
        }
        else if (reader.ValueTextEquals("status"u8))
        {
            ReadStatus(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    // There are more pods than of anything else: what does not say which pod, port and workload it is, is kept only for rules.
    // Phase does not matter, only the address does: a pod that has ended keeps its targets as long as it has an IP.
    protected override KubernetesObject Finish()
    {
        BeginLabels();
        Set("__meta_kubernetes_pod_controller_kind"u8, Metadata.ControllerKind);
        Set("__meta_kubernetes_pod_controller_name"u8, Metadata.ControllerName);
        SetIfRead("__meta_kubernetes_pod_host_ip"u8, _hostIp);
        Set("__meta_kubernetes_pod_ip"u8, _ip);
        Set("__meta_kubernetes_pod_name"u8, Metadata.Name);
        Set("__meta_kubernetes_pod_node_name"u8, _node);
        SetIfRead("__meta_kubernetes_pod_phase"u8, _phase);
        SetIfRead("__meta_kubernetes_pod_ready"u8, _ready);
        Set("__meta_kubernetes_pod_uid"u8, Metadata.Uid);
        LabelSet pod = Labels.ToLabelSet();
        AddContainers(_containers, Arena.Add("false"u8));
        AddContainers(_initContainers, Arena.Add("true"u8));
        return new KubernetesObject(pod, TakeTargets())
        {
            Owner = _node.IsEmpty ? "" : Key("node", default, _node), IsAddressed = !_ip.IsEmpty, Controller = Controller(),
        };
    }

    private string Controller()
    {
        ReadOnlySpan<byte> kind = Arena[Metadata.ControllerKind];
        return kind.SequenceEqual("ReplicaSet"u8) ? Key("replicaset", Metadata.Namespace, Metadata.ControllerName)
            : kind.SequenceEqual("Job"u8) ? Key("job", Metadata.Namespace, Metadata.ControllerName)
            : "";
    }

    private void AddContainers(PodContainers containers, Text isInit)
    {
        foreach (PodContainers.Container container in containers.Items)
        {
            int number = Targets.Count;
            Text id = containers.IdOf(container);
            if (container.PortCount == 0)
            {
                // Without a port the address stays bare, an IPv6 one too: no brackets.
                BeginTarget(container, id, isInit, _ip);
                Targets.Add(new ObjectTarget(Labels.ToLabelSet(), Container: number));
            }

            for (int i = 0; i < container.PortCount; i++)
            {
                Port port = containers.Ports[container.FirstPort + i];
                BeginTarget(container, id, isInit, _ip.IsEmpty ? default : Address(_ip, port.Number));
                Set("__meta_kubernetes_pod_container_port_name"u8, port.Name);
                Set("__meta_kubernetes_pod_container_port_number"u8, port.Number);
                SetIfRead("__meta_kubernetes_pod_container_port_protocol"u8, port.Protocol);
                Targets.Add(new ObjectTarget(Labels.ToLabelSet(), Number(port.Number), number));
            }
        }
    }

    private void BeginTarget(PodContainers.Container container, Text id, Text isInit, Text address)
    {
        Labels.Reset();
        Set("__address__"u8, address);
        SetIfRead("__meta_kubernetes_pod_container_id"u8, id);
        SetIfRead("__meta_kubernetes_pod_container_image"u8, container.Image);
        SetIfRead("__meta_kubernetes_pod_container_init"u8, isInit);
        Set("__meta_kubernetes_pod_container_name"u8, container.Name);
    }

    private void ReadSpec(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("containers"u8))
            {
                _containers.ReadSpec(ref reader);
            }
            else if (reader.ValueTextEquals("initContainers"u8))
            {
                _initContainers.ReadSpec(ref reader);
            }
            else if (reader.ValueTextEquals("nodeName"u8))
            {
                _node = Arena.Next(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadStatus(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("podIP"u8))
            {
                _ip = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("hostIP"u8))
            {
                _hostIp = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("phase"u8))
            {
                _phase = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("conditions"u8))
            {
                ReadConditions(ref reader);
            }
            else if (reader.ValueTextEquals("containerStatuses"u8))
            {
                _containers.ReadStatuses(ref reader);
            }
            else if (reader.ValueTextEquals("initContainerStatuses"u8))
            {
                _initContainers.ReadStatuses(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadConditions(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        bool found = false;
        while (reader.NextObject())
        {
            bool isReady = false;
            Text status = default;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    isReady = Arena[Arena.Next(ref reader)].SequenceEqual("Ready"u8);
                }
                else if (reader.ValueTextEquals("status"u8))
                {
                    status = Arena.Next(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            if (isReady && !found)
            {
                (_ready, found) = (Lower(status), true);
            }
        }
    }

    private Text Lower(Text text)
    {
        Span<byte> lower = stackalloc byte[Math.Min(text.Length, 64)];
        Arena[text][..lower.Length].CopyTo(lower);
        foreach (ref byte b in lower)
        {
            b = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
        }

        return Arena.Add(lower);
    }
}
