using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Nodes: a target at the kubelet's port of the best address; none without an address of a known type.</summary>
internal sealed class NodeDecoder() : ObjectDecoder("node", "node")
{
    private readonly List<(Text Type, Text Address)> _addresses = [];
    private readonly SanitizedName _name = new();
    private Text _providerId;
    private Text _port;

    protected override void Begin()
    {
        _addresses.Clear();
        _providerId = _port = default;
    }

    protected override void ReadProperty(ref Utf8JsonReader reader)
    {
        bool isSpec = reader.ValueTextEquals("spec"u8);
        if (!isSpec && !reader.ValueTextEquals("status"u8))
        {
            reader.Skip();
        }
        else if (reader.EnterObject())
        {
            while (reader.NextProperty())
            {
                if (isSpec && reader.ValueTextEquals("providerID"u8))
                {
                    _providerId = Arena.Next(ref reader);
                }
                else if (!isSpec && reader.ValueTextEquals("addresses"u8))
                {
                    ReadAddresses(ref reader);
                }
                else if (!isSpec && reader.ValueTextEquals("daemonEndpoints"u8))
                {
                    ReadPort(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    protected override KubernetesObject Finish()
    {
        BeginLabels();
        Set("__meta_kubernetes_node_name"u8, Metadata.Name);
        LabelSet node = Labels.ToLabelSet();
        Text address = BestAddress();
        if (!address.IsEmpty)
        {
            Labels.Reset();
            Set("__address__"u8, Address(address, _port.IsEmpty ? Arena.Add("0"u8) : _port));
            foreach ((Text type, Text value) in _addresses)
            {
                ReadOnlySpan<byte> name = _name.Of("__meta_kubernetes_node_address_"u8, Arena[type]);
                if (Labels.Get(name).IsEmpty)
                {
                    Labels.Set(name, Arena[value]);
                }
            }

            Set("__meta_kubernetes_node_provider_id"u8, _providerId);
            Set("instance"u8, Metadata.Name);
            Targets.Add(new ObjectTarget(Labels.ToLabelSet()));
        }

        return new KubernetesObject(node, TakeTargets());
    }

    private Text BestAddress()
    {
        foreach (string type in (ReadOnlySpan<string>)["InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS", "LegacyHostIP", "Hostname"])
        {
            foreach ((Text known, Text address) in _addresses)
            {
                if (System.Text.Ascii.Equals(Arena[known], type))
                {
                    return address;
                }
            }
        }

        return default;
    }

    private void ReadAddresses(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            Text type = default;
            Text address = default;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    type = Arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("address"u8))
                {
                    address = Arena.Next(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            _addresses.Add((type, address));
        }
    }

    private void ReadPort(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (!reader.ValueTextEquals("kubeletEndpoint"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterObject())
            {
                while (reader.NextProperty())
                {
                    if (reader.ValueTextEquals("Port"u8))
                    {
                        _port = Arena.Next(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
        }
    }
}
