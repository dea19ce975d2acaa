using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads a page of a list as its bytes come, without keeping more of it than the one object at hand. Not thread-safe.</summary>
internal sealed class ListReader(IObjectSink sink)
{
    private JsonReaderState _state;
    private Place _place;
    private ListPage _page = new("", "");

    private enum Place
    {
        Before,
        List,
        Items,
    }

    /// <summary>What the page said beside its objects, once it is read.</summary>
    /// <exception cref="JsonException">It was no list.</exception>
    public ListPage Page => _page.ResourceVersion.Length > 0 ? _page : throw new JsonException("The list has no metadata.resourceVersion.");

    /// <summary>Reads on.</summary>
    /// <param name="json">What has come and was not read before.</param>
    /// <param name="isLast">Whether there is no more to come.</param>
    /// <returns>How much was read; the rest is needed again, with more behind it.</returns>
    /// <exception cref="JsonException">This is no list.</exception>
    public int Read(ReadOnlySpan<byte> json, bool isLast)
    {
        var reader = new Utf8JsonReader(json, isLast, _state);
        Utf8JsonReader complete;
        do
        {
            complete = reader;
        }
        while (Step(ref reader, json));

        _state = complete.CurrentState;
        return (int)complete.BytesConsumed;
    }

    // A step is taken as a whole or, while its end has not come, not at all.
    private bool Step(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (_place)
        {
            case Place.Before:
                _place = reader.TokenType == JsonTokenType.StartObject ? Place.List : throw new JsonException("The list is no JSON object.");
                return true;
            case Place.List when reader.TokenType == JsonTokenType.PropertyName:
                return Property(ref reader, json);
            case Place.Items when reader.TokenType == JsonTokenType.EndArray:
                _place = Place.List;
                return true;
            case Place.Items when reader.TokenType == JsonTokenType.StartObject:
                int start = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    return false;
                }

                sink.Listed(json[start..(int)reader.BytesConsumed]);
                return true;
            default:
                return reader.TrySkip();
        }
    }

    private bool Property(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        bool isMetadata = reader.ValueTextEquals("metadata"u8);
        bool isItems = reader.ValueTextEquals("items"u8);
        if (!reader.Read())
        {
            return false;
        }

        if (isItems && reader.TokenType == JsonTokenType.StartArray)
        {
            _place = Place.Items;
            return true;
        }

        int start = (int)reader.TokenStartIndex;
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (isMetadata && isObject)
        {
            _page = ReadMetadata(json[start..(int)reader.BytesConsumed]);
        }

        return true;
    }

    private static ListPage ReadMetadata(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
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
