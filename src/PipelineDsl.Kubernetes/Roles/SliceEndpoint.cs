using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>An endpoint of an EndpointSlice.</summary>
internal sealed class SliceEndpoint
{
    public List<Text> Addresses { get; } = [];

    public List<(Text Key, Text Value)> Topology { get; } = [];

    public Text Hostname { get; private set; }

    public Text Node { get; private set; }

    public Text Zone { get; private set; }

    public Text Ready { get; private set; }

    public Text Serving { get; private set; }

    public Text Terminating { get; private set; }

    public TargetReference Reference { get; private set; }

    /// <summary>Reads the endpoint that the reader is in, over what was there before.</summary>
    public void Read(ref Utf8JsonReader reader, TextArena arena)
    {
        Addresses.Clear();
        Topology.Clear();
        Hostname = Node = Zone = Ready = Serving = Terminating = default;
        Reference = default;
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("addresses"u8))
            {
                ReadAddresses(ref reader, arena);
            }
            else if (reader.ValueTextEquals("conditions"u8))
            {
                ReadConditions(ref reader, arena);
            }
            else if (reader.ValueTextEquals("hostname"u8))
            {
                Hostname = arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("nodeName"u8))
            {
                Node = arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("zone"u8))
            {
                Zone = arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("targetRef"u8))
            {
                Reference = TargetReference.Read(ref reader, arena);
            }
            else if (reader.ValueTextEquals("deprecatedTopology"u8))
            {
                arena.ReadMap(ref reader, Topology);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadAddresses(ref Utf8JsonReader reader, TextArena arena)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Text address = arena.Current(ref reader);
            if (!address.IsEmpty)
            {
                Addresses.Add(address);
            }
        }
    }

    private void ReadConditions(ref Utf8JsonReader reader, TextArena arena)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("ready"u8))
            {
                Ready = arena.NextFlag(ref reader);
            }
            else if (reader.ValueTextEquals("serving"u8))
            {
                Serving = arena.NextFlag(ref reader);
            }
            else if (reader.ValueTextEquals("terminating"u8))
            {
                Terminating = arena.NextFlag(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
