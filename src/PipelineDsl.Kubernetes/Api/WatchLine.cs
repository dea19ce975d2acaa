using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads a line of a watch: <c>{"type": "ADDED", "object": {...}}</c>.</summary>
internal static class WatchLine
{
    /// <summary>Reads the line and hands it on.</summary>
    /// <returns>The status of an <c>ERROR</c> line, which is not handed on; else null.</returns>
    /// <exception cref="JsonException">This is no line of a watch.</exception>
    public static ApiStatus? Read(ReadOnlySpan<byte> line, IObjectSink sink)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A line of the watch is no JSON object.");
        }

        string type = "";
        ReadOnlySpan<byte> body = default;
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = NextType(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                body = reader.TakeObject(line);
            }
            else
            {
                reader.Skip();
            }
        }

        switch (type)
        {
            case "ADDED":
                sink.Changed(WatchEventKind.Added, body);
                return null;
            case "MODIFIED":
                sink.Changed(WatchEventKind.Modified, body);
                return null;
            case "DELETED":
                sink.Changed(WatchEventKind.Deleted, body);
                return null;
            case "BOOKMARK":
                sink.Changed(WatchEventKind.Bookmark, body);
                return null;
            case "ERROR":
                return ApiStatus.Read(body);
            default:
                throw new JsonException($"A line of the watch has the type '{type}'.");
        }
    }

    // The five types are known: no text is made for each line.
    private static string NextType(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.String ? ""
            : reader.ValueTextEquals("ADDED"u8) ? "ADDED"
            : reader.ValueTextEquals("MODIFIED"u8) ? "MODIFIED"
            : reader.ValueTextEquals("DELETED"u8) ? "DELETED"
            : reader.ValueTextEquals("BOOKMARK"u8) ? "BOOKMARK"
            : reader.ValueTextEquals("ERROR"u8) ? "ERROR"
            : reader.GetString()!;
    }
}
