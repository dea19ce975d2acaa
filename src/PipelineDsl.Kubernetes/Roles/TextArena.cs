using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>The texts of the object being read, unescaped, in memory that is used again for the next object.</summary>
internal sealed class TextArena
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Where the next text will begin; see <see cref="Since"/>.</summary>
    public int End => _length;

    public ReadOnlySpan<byte> this[Text text] => _bytes.AsSpan(text.Start, text.Length);

    /// <summary>All that was added since, as one text.</summary>
    public Text Since(int end) => new(end, _length - end);

    public void Reset() => _length = 0;

    public Text Add(ReadOnlySpan<byte> text)
    {
        Grow(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        return Taken(text.Length);
    }

    /// <summary>From a property's name over its value: a text as it is, a number as it is written, anything else as the empty text.</summary>
    public Text Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Current(ref reader);
    }

    /// <summary>Over the value the reader stands on: a text as it is, a number as it is written, anything else as the empty text.</summary>
    public Text Current(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return Add(reader.ValueSpan);
            case JsonTokenType.String:
                Grow(reader.ValueSpan.Length);
                return Taken(reader.CopyString(_bytes.AsSpan(_length)));
            default:
                reader.Skip();
                return default;
        }
    }

    /// <summary>From a property's name over its value: <c>true</c> or <c>false</c>, anything else as the empty text.</summary>
    public Text NextFlag(ref Utf8JsonReader reader)
    {
        reader.Read();
        Text flag = reader.TokenType switch
        {
            JsonTokenType.True => Add("true"u8),
            JsonTokenType.False => Add("false"u8),
            _ => default,
        };
        reader.Skip();
        return flag;
    }

    /// <summary>From a property's name over the map that is its value.</summary>
    public void ReadMap(ref Utf8JsonReader reader, List<(Text Key, Text Value)> map)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            Text key = Name(ref reader);
            map.Add((key, Next(ref reader)));
        }
    }

    /// <summary>The name of the property the reader stands on.</summary>
    private Text Name(ref Utf8JsonReader reader)
    {
        Grow(reader.ValueSpan.Length);
        return Taken(reader.CopyString(_bytes.AsSpan(_length)));
    }

    private Text Taken(int length)
    {
        _length += length;
        return new Text(_length - length, length);
    }

    private void Grow(int more)
    {
        if (_length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + more, _bytes.Length * 2));
        }
    }
}
