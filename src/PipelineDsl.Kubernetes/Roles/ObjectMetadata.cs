using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>What is read of an object's <c>metadata</c>.</summary>
internal sealed class ObjectMetadata(TextArena arena)
{
    public Text Name { get; private set; }

    public Text Namespace { get; private set; }

    public Text Uid { get; private set; }

    /// <summary>The kind of the first owner that is the controller.</summary>
    public Text ControllerKind { get; private set; }

    public Text ControllerName { get; private set; }

    public string Version { get; private set; } = "";

    public List<(Text Key, Text Value)> Labels { get; } = [];

    public List<(Text Key, Text Value)> Annotations { get; } = [];

    public void Reset()
    {
        Name = Namespace = Uid = ControllerKind = ControllerName = default;
        Version = "";
        Labels.Clear();
        Annotations.Clear();
    }

    public void Read(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("name"u8))
            {
                Name = arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("namespace"u8))
            {
                Namespace = arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("uid"u8))
            {
                Uid = arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("resourceVersion"u8))
            {
                Version = reader.NextString();
            }
            else if (reader.ValueTextEquals("labels"u8))
            {
                arena.ReadMap(ref reader, Labels);
            }
            else if (reader.ValueTextEquals("annotations"u8))
            {
                arena.ReadMap(ref reader, Annotations);
            }
            else if (reader.ValueTextEquals("ownerReferences"u8))
            {
                ReadOwners(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadOwners(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        bool found = false;
        while (reader.NextObject())
        {
            Text kind = default;
            Text name = default;
            bool controls = false;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("kind"u8))
                {
                    kind = arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("name"u8))
                {
                    name = arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("controller"u8))
                {
                    reader.Read();
                    controls = reader.TokenType == JsonTokenType.True;
                    reader.Skip();
                }
                else
                {
                    reader.Skip();
                }
            }

            if (controls && !found)
            {
                (ControllerKind, ControllerName, found) = (kind, name, true);
            }
        }
    }
}
