using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Prints targets.</summary>
internal static class TargetWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(IReadOnlyList<LabelSet> targets, OutputFormat format, Stream output, IAnsiConsole console)
    {
        IEnumerable<LabelSet> sorted = targets.OrderBy(set => set.ToString(), StringComparer.Ordinal);
        if (format == OutputFormat.Json)
        {
            await WriteJsonAsync(sorted, output);
        }
        else
        {
            WriteTable(sorted, console);
        }
    }

    private static async Task WriteJsonAsync(IEnumerable<LabelSet> targets, Stream output)
    {
        await using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartArray();
        foreach (LabelSet target in targets)
        {
            json.WriteStartObject();
            foreach (Utf8Label label in target)
            {
                json.WriteString(label.Name, label.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        await json.FlushAsync();
        output.WriteByte((byte)'\n');
    }

    private static void WriteTable(IEnumerable<LabelSet> targets, IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Horizontal).AddColumns("address", "labels");
        foreach (LabelSet target in targets)
        {
            var labels = new StringBuilder();
            foreach (Utf8Label label in target)
            {
                if (!label.Name.SequenceEqual("__address__"u8))
                {
                    labels.Append(Encoding.UTF8.GetString(label.Name)).Append('=').AppendLine(Encoding.UTF8.GetString(label.Value));
                }
            }

            table.AddRow(Markup.Escape(target["__address__"] ?? ""), Markup.Escape(labels.ToString().TrimEnd()));
        }

        console.Write(table);
    }
}
