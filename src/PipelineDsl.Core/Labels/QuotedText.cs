using System.Text;

namespace PipelineDsl;

/// <summary>Label values as people read them.</summary>
internal static class QuotedText
{
    /// <summary>The value in quotes, with line breaks, quotes and backslashes escaped.</summary>
    public static string Of(string value) =>
        $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";

    /// <summary>The value in quotes, with line breaks, quotes and backslashes escaped.</summary>
    public static string Of(ReadOnlySpan<byte> value) => Of(Encoding.UTF8.GetString(value));
}
