using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace PipelineDsl.Scraping.Discovery;

/// <summary>Reads a list of target groups: <c>[{"targets": ["host:port"], "labels": {"name": "value"}}]</c>.</summary>
internal static class TargetList
{
    /// <summary>Reads a list.</summary>
    /// <param name="json">The list.</param>
    /// <param name="origin">The label that says where it came from; every target gets it.</param>
    /// <param name="groups">The targets of each group.</param>
    /// <param name="error">What is wrong with the list.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json, (string Name, string Value) origin, [NotNullWhen(true)] out List<List<LabelSet>>? groups, [NotNullWhen(false)] out string? error)
    {
        groups = null;
        error = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            var read = new List<List<LabelSet>>();
            Expect(ref reader, JsonTokenType.StartArray, "a list of groups");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                read.Add(ReadGroup(ref reader, origin));
            }

            // Anything behind the list is an error that this reports.
            reader.Read();
            groups = read;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader reports text that is not UTF-8 as an invalid operation.
            error = $"not a list of targets: {e.Message}";
            return false;
        }
    }

    private static List<LabelSet> ReadGroup(ref Utf8JsonReader reader, (string Name, string Value) origin)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"expected a group, an object, but got {reader.TokenType}.");
        }

        var addresses = new List<string>();
        var labels = new List<(string Name, string Value)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("targets"u8))
            {
                ReadAddresses(ref reader, addresses);
            }
            else if (reader.ValueTextEquals("labels"u8))
            {
                ReadLabels(ref reader, labels);
            }
            else
            {
                reader.Skip();
            }
        }

        labels.Add(origin);
        return [.. addresses.Select(address => Combine(labels, address))];
    }

    // The labels of a target win over those of its group.
    internal static LabelSet Combine(List<(string Name, string Value)> labels, string address)
    {
        var builder = new LabelSetBuilder();
        foreach ((string name, string value) in labels)
        {
            builder.Set(name, value);
        }

        builder.Set("__address__"u8, Encoding.UTF8.GetBytes(address));
        return builder.ToLabelSet();
    }

    private static void ReadAddresses(ref Utf8JsonReader reader, List<string> addresses)
    {
        Expect(ref reader, JsonTokenType.StartArray, "a list of addresses");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            addresses.Add(Text(ref reader, "an address"));
        }
    }

    private static void ReadLabels(ref Utf8JsonReader reader, List<(string Name, string Value)> labels)
    {
        Expect(ref reader, JsonTokenType.StartObject, "labels, an object");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            if (name.Length == 0)
            {
                throw new JsonException("a label name is empty.");
            }

            reader.Read();
            labels.Add((name, Text(ref reader, $"the value of the label {name}, a string,")));
        }
    }

    private static string Text(ref Utf8JsonReader reader, string what) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw new JsonException($"expected {what} but got {reader.TokenType}.");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"expected {what} but got {reader.TokenType}.");
        }
    }
}
