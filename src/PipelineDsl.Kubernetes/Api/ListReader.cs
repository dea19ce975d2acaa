using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads a page of a list without keeping more of it than the one object at hand.</summary>
internal static class ListReader
{
    /// <exception cref="JsonException">This is no list.</exception>
    public static ListPage Read(ReadOnlySpan<byte> json, IObjectSink sink)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The list is no JSON object.");
        }

        var page = new ListPage("", "");
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("metadata"u8) && reader.EnterObject())
            {
                page = ReadMetadata(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("items"u8) && reader.EnterArray())
            {
                while (reader.NextObject())
                {
                    sink.Listed(reader.TakeObject(json));
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Skip();
            }
        }

        return page.ResourceVersion.Length > 0 ? page : throw new JsonException("The list has no metadata.resourceVersion.");
    }

    private static ListPage ReadMetadata(ref Utf8JsonReader reader)
    {
        string version = "";
        string token = "";
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("resourceVersion"u8))
            {
                version = reader.NextString();
            }
            else if (reader.ValueTextEquals("continue"u8))
            {
                token = reader.NextString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new ListPage(version, token);
    }
}
