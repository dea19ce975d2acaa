using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>A port of a container, a service or endpoints.</summary>
internal readonly record struct Port(Text Name, Text Number, Text Protocol, Text AppProtocol)
{
    /// <summary>Of a service: the number or name of the pods' port behind it; empty where it is the same number.</summary>
    public Text Target { get; init; }

    /// <summary>Reads a list of ports.</summary>
    /// <param name="reader">Stands at the property of the list.</param>
    /// <param name="arena">Where the texts go.</param>
    /// <param name="number">What the number's property is called here.</param>
    /// <param name="ports">Where the ports go.</param>
    public static void ReadAll(ref Utf8JsonReader reader, TextArena arena, ReadOnlySpan<byte> number, List<Port> ports)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            Port port = default;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("name"u8))
                {
                    port = port with { Name = arena.Next(ref reader) };
                }
                else if (reader.ValueTextEquals(number))
                {
                    port = port with { Number = arena.Next(ref reader) };
                }
                else if (reader.ValueTextEquals("protocol"u8))
                {
                    port = port with { Protocol = arena.Next(ref reader) };
                }
                else if (reader.ValueTextEquals("appProtocol"u8))
                {
                    port = port with { AppProtocol = arena.Next(ref reader) };
                }
                else if (reader.ValueTextEquals("targetPort"u8))
                {
                    port = port with { Target = arena.Next(ref reader) };
                }
                else
                {
                    reader.Skip();
                }
            }

            ports.Add(port);
        }
    }
}
