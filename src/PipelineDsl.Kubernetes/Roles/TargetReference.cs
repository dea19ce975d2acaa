using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>What an endpoint's address belongs to: its <c>targetRef</c>.</summary>
internal readonly record struct TargetReference(Text Kind, Text Namespace, Text Name)
{
    /// <summary>Reads the reference that is the value of the property the reader stands on.</summary>
    public static TargetReference Read(ref Utf8JsonReader reader, TextArena arena)
    {
        TargetReference read = default;
        if (!reader.EnterObject())
        {
            return read;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("kind"u8))
            {
                read = read with { Kind = arena.Next(ref reader) };
            }
            else if (reader.ValueTextEquals("namespace"u8))
            {
                read = read with { Namespace = arena.Next(ref reader) };
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                read = read with { Name = arena.Next(ref reader) };
            }
            else
            {
                reader.Skip();
            }
        }

        return read;
    }

    public bool IsPod(TextArena arena) => arena[Kind].SequenceEqual("Pod"u8);

    public bool IsNode(TextArena arena) => arena[Kind].SequenceEqual("Node"u8);
}
