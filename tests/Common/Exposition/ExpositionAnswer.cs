using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Conformance;

/// <summary>What the reader finds in a body, in the words of the conformance data.</summary>
internal static class ExpositionAnswer
{
    /// <summary>Reads the body of a case.</summary>
    public static JsonObject Of(ExpositionCase given)
    {
        bool isKnown = ContentType.TryChoose(
            given.ContentType, given.HasFallback ? ExpositionFormat.Text : null, out ExpositionFormat format, out string? error, acceptsProtobuf: true);
        return isKnown ? Of(given.Body, format, given.Options) : new JsonObject { ["entries"] = new JsonArray(), ["error"] = error };
    }

    /// <summary>Reads a body.</summary>
    public static JsonObject Of(byte[] body, ExpositionFormat format, ExpositionOptions options)
    {
        byte[] bytes = format == ExpositionFormat.Text ? [.. body, (byte)'\n'] : body;
        var reader = new ExpositionReader(bytes, format, options, new ExpositionWorkspace());
        var entries = new JsonArray();
        while (reader.MoveNext())
        {
            // Prometheus' text formats only know created timestamps if asked for them.
            bool hasCreated = options.ReadCreated || format == ExpositionFormat.Protobuf;
            entries.Add((JsonNode)(reader.Entry is ExpositionEntry.Sample or ExpositionEntry.Histogram ? Sample(ref reader, hasCreated) : Other(ref reader)));
        }

        var answer = new JsonObject { ["entries"] = entries };
        if (reader.Error is { } error)
        {
            answer["error"] = error.Describe(bytes);
        }

        return answer;
    }

    /// <summary>An answer with one way to write each number and no error text: what is compared.</summary>
    public static string Canonical(JsonNode answer)
    {
        JsonNode copy = answer.DeepClone();
        if (copy["error"] is not null)
        {
            copy["error"] = true;
        }

        // "entries" is null where not even the format is known.
        copy["entries"] ??= new JsonArray();
        return Write(copy);
    }

    public static string Canonical(JsonElement answer) => Canonical(JsonObject.Create(answer)!);

    /// <summary>A double as Go writes it at its shortest, NaN with its bits.</summary>
    public static string Number(double value) => value switch
    {
        double.NaN => $"NaN:{BitConverter.DoubleToInt64Bits(value):x}",
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static JsonObject Other(ref ExpositionReader reader)
    {
        string kind = reader.Entry.ToString().ToLowerInvariant();
        var entry = new JsonObject { ["kind"] = kind };
        var text = new ArrayBufferWriter<byte>();
        if (reader.Entry != ExpositionEntry.Type)
        {
            reader.WriteText(text);
        }

        entry[kind] = reader.Entry == ExpositionEntry.Type ? reader.Kind.ToString().ToLowerInvariant() : Text(text.WrittenSpan);
        if (reader.Entry != ExpositionEntry.Comment)
        {
            entry["metric"] = Text(reader.Name);
        }

        return entry;
    }

    private static JsonObject Sample(ref ExpositionReader reader, bool hasCreated)
    {
        var entry = new JsonObject();
        if (reader.Histogram is { } histogram)
        {
            entry["kind"] = "histogram";
            entry["histogram"] = Histogram(histogram);
        }
        else
        {
            entry["kind"] = "sample";
            entry["value"] = Number(reader.Value);
        }

        AddLabels(entry, [.. Pairs(reader.Labels)]);
        if (reader.HasTimestamp)
        {
            entry["timestamp_ms"] = reader.Timestamp;
        }

        // Before the exemplars: looking ahead must not disturb them.
        if (hasCreated && reader.FindCreated() is not 0 and long created)
        {
            entry["created_ms"] = created;
        }

        while (reader.TryTakeExemplar(out Exemplar? exemplar))
        {
            if (entry["exemplars"] is null)
            {
                entry["exemplars"] = new JsonArray();
            }

            entry["exemplars"]!.AsArray().Add((JsonNode)Describe(exemplar));
        }

        return entry;
    }

    private static JsonObject Describe(Exemplar exemplar)
    {
        var entry = new JsonObject();
        var pairs = new List<(byte[], byte[])>();
        foreach (Utf8Label label in exemplar.Labels)
        {
            pairs.Add((label.Name.ToArray(), label.Value.ToArray()));
        }

        AddLabels(entry, [.. pairs]);
        entry["value"] = Number(exemplar.Value);
        if (exemplar.Timestamp is { } timestamp)
        {
            entry["timestamp_ms"] = timestamp;
        }

        return entry;
    }

    private static JsonObject Histogram(NativeHistogram histogram)
    {
        bool isFloat = histogram.IsFloat;
        var entry = new JsonObject
        {
            ["type"] = isFloat ? "float" : "integer",
            ["schema"] = histogram.Schema,
            ["sum"] = Number(histogram.Sum),
            ["zero_threshold"] = Number(histogram.ZeroThreshold),
            ["count"] = isFloat ? Number(histogram.FloatCount) : histogram.Count,
            ["zero_count"] = isFloat ? Number(histogram.FloatZeroCount) : histogram.ZeroCount,
            ["positive_spans"] = Spans(histogram.PositiveSpans),
            ["negative_spans"] = Spans(histogram.NegativeSpans),
            ["counter_reset_hint"] = histogram.ResetHint.ToString().ToLowerInvariant(),
        };
        entry[isFloat ? "positive_counts" : "positive_deltas"] = isFloat ? Numbers(histogram.PositiveCounts) : Integers(histogram.PositiveDeltas);
        entry[isFloat ? "negative_counts" : "negative_deltas"] = isFloat ? Numbers(histogram.NegativeCounts) : Integers(histogram.NegativeDeltas);
        if (histogram.CustomValues.Length > 0)
        {
            entry["custom_values"] = Numbers(histogram.CustomValues);
        }

        return entry;
    }

    private static JsonArray Spans(IEnumerable<HistogramSpan> spans) => [.. spans.Select(span => (JsonNode)new JsonArray(span.Offset, span.Length))];

    private static JsonArray Numbers(IEnumerable<double> numbers) => [.. numbers.Select(number => (JsonNode)Number(number))];

    private static JsonArray Integers(IEnumerable<long> numbers) => [.. numbers.Select(number => (JsonNode)number)];

    private static List<(byte[] Name, byte[] Value)> Pairs(SampleLabels labels)
    {
        var pairs = new List<(byte[], byte[])>();
        for (int i = 0; i < labels.Count; i++)
        {
            pairs.Add((labels[i].Name.ToArray(), labels[i].Value.ToArray()));
        }

        return pairs;
    }

    private static void AddLabels(JsonObject entry, (byte[] Name, byte[] Value)[] labels)
    {
        bool isPlain = labels.All(label => Utf8.IsValid(label.Name) && Utf8.IsValid(label.Value))
            && labels.Select(label => Encoding.UTF8.GetString(label.Name)).Distinct(StringComparer.Ordinal).Count() == labels.Length;
        if (isPlain)
        {
            entry["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(Encoding.UTF8.GetString(label.Name), (JsonNode?)Encoding.UTF8.GetString(label.Value))));
        }
        else
        {
            entry["label_pairs"] = new JsonArray([.. labels.Select(label => new JsonArray(Text(label.Name), Text(label.Value)))]);
        }
    }

    private static JsonNode Text(ReadOnlySpan<byte> text) => Utf8.IsValid(text)
        ? JsonValue.Create(Encoding.UTF8.GetString(text))!
        : new JsonObject { ["b64"] = Convert.ToBase64String(text) };

    private static string Write(JsonNode? node, string? key = null) => node switch
    {
        JsonObject labels when key == "labels" => $"{{{string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{Quote(label.Key)}:{Quote((string?)label.Value)}"))}}}",
        JsonArray pairs when key == "label_pairs" => $"[{string.Join(',', pairs.Select(pair => pair!.ToJsonString()).Order(StringComparer.Ordinal))}]",
        JsonObject values => $"{{{string.Join(',', values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}:{Write(value.Value, value.Key)}"))}}}",
        JsonArray values => $"[{string.Join(',', values.Select(value => Write(value, key)))}]",
        JsonValue value when IsNumber(key) && value.GetValueKind() == JsonValueKind.String => Bits(value.GetValue<string>()),
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string Quote(string? text) => JsonValue.Create(text)?.ToJsonString() ?? "null";

    private static bool IsNumber(string? key) =>
        key is "value" or "sum" or "count" or "zero_count" or "zero_threshold" or "positive_counts" or "negative_counts" or "custom_values";

    private static string Bits(string number) =>
        number is not ['+' or '-', 'I', ..] && !number.StartsWith("NaN", StringComparison.Ordinal) && double.TryParse(number, CultureInfo.InvariantCulture, out double value)
            ? BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture)
            : number;
}
