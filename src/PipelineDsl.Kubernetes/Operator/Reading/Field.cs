using System.Text.Json;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>A value in a resource and the place where it stands. Null and absent are the same, as for the API server.</summary>
internal readonly struct Field(JsonElement value, string path)
{
    public string Path { get; } = path;

    public JsonValueKind Kind => value.ValueKind;

    public bool IsPresent => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>A field of this object; absent where the object is.</summary>
    public Field this[string name]
    {
        get
        {
            string place = Path.Length == 0 ? name : $"{Path}.{name}";
            if (!IsPresent)
            {
                return new Field(default, place);
            }

            Expect(JsonValueKind.Object, "an object");
            return new Field(value.TryGetProperty(name, out JsonElement child) ? child : default, place);
        }
    }

    /// <summary>The items of a list; none where it is absent.</summary>
    public IEnumerable<Field> Items()
    {
        if (!IsPresent)
        {
            return [];
        }

        Expect(JsonValueKind.Array, "a list");
        string place = Path;
        return value.EnumerateArray().Select((item, index) => new Field(item, $"{place}[{index}]"));
    }

    /// <summary>The entries of a map, sorted by key; none where it is absent.</summary>
    public IEnumerable<(string Key, Field Value)> Entries()
    {
        if (!IsPresent)
        {
            return [];
        }

        Expect(JsonValueKind.Object, "an object");
        string place = Path;
        return value.EnumerateObject().OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => (entry.Name, new Field(entry.Value, $"{place}.{entry.Name}")));
    }

    /// <summary>The text; null where it is absent.</summary>
    public string? Text()
    {
        if (!IsPresent)
        {
            return null;
        }

        Expect(JsonValueKind.String, "a text");
        return value.GetString();
    }

    /// <summary>The text; empty where it is absent.</summary>
    public string TextOrEmpty() => Text() ?? "";

    /// <summary>The texts of a list; empty where it is absent.</summary>
    public string[] Texts() => [.. Items().Select(item => item.TextOrEmpty())];

    /// <summary>Yes or no; null where it is absent.</summary>
    public bool? Flag()
    {
        if (!IsPresent)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Reject("true or false is expected"),
        };
    }

    /// <summary>The whole number; null where it is absent.</summary>
    public long? Number()
    {
        if (!IsPresent)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : throw Reject("a whole number is expected");
    }

    /// <summary>A text or a number, as it is written; null where it is absent.</summary>
    public string? TextOrNumber() => Kind == JsonValueKind.Number ? value.GetRawText() : Text();

    /// <summary>One of some words; null where it is absent or empty.</summary>
    public T? Choice<T>(IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (TextOrEmpty() is not { Length: > 0 } text)
        {
            return null;
        }

        return choices.TryGetValue(text, out T choice) ? choice : throw Reject($"'{text}' is not one of {string.Join(", ", choices.Keys)}");
    }

    public RejectedException Reject(string reason) => new(new Rejection(Path, reason));

    private void Expect(JsonValueKind kind, string what)
    {
        if (value.ValueKind != kind)
        {
            throw Reject($"{what} is expected");
        }
    }
}
