using System.Text;

namespace PipelineDsl;

/// <summary>Label values as people read them.</summary>
internal static class LabelText
{
    /// <summary>The value in quotes, with line breaks, quotes and backslashes escaped.</summary>
    public static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";

    /// <summary>The value in quotes, with line breaks, quotes and backslashes escaped.</summary>
    public static string Quote(ReadOnlySpan<byte> value) => Quote(Encoding.UTF8.GetString(value));
}
