using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>The containers of a pod, or its init containers, with the IDs their statuses tell.</summary>
internal sealed class PodContainers(TextArena arena)
{
    private readonly List<(Text Name, Text Id)> _ids = [];

    public List<Container> Items { get; } = [];

    public List<Port> Ports { get; } = [];

    public void Reset()
    {
        Items.Clear();
        Ports.Clear();
        _ids.Clear();
    }

    /// <summary>The ID of a container; empty while it has none.</summary>
    public Text IdOf(Container container)
    {
        foreach ((Text name, Text id) in _ids)
        {
            if (arena[name].SequenceEqual(arena[container.Name]))
            {
                return id;
            }
        }

        return default;
    }

    public void ReadSpec(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            int firstPort = Ports.Count;
            Text name = default;
            Text image = default;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("name"u8))
                {
                    name = arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("image"u8))
                {
                    image = arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("ports"u8))
                {
                    Port.ReadAll(ref reader, arena, "containerPort"u8, Ports);
                }
                else
                {
                    reader.Skip();
                }
            }

            Items.Add(new Container(name, image, firstPort, Ports.Count - firstPort));
        }
    }

    public void ReadStatuses(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            Text name = default;
            Text id = default;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("name"u8))
                {
                    name = arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("containerID"u8))
                {
                    id = arena.Next(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            _ids.Add((name, id));
        }
    }

    internal readonly record struct Container(Text Name, Text Image, int FirstPort, int PortCount);
}
