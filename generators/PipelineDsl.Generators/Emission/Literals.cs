using System.Globalization;
using System.Text;

namespace PipelineDsl.Generators.Emission;

/// <summary>Texts as they stand in C# source.</summary>
internal static class Literals
{
    private const int MaxComment = 240;

    /// <summary>A string literal.</summary>
    public static string Text(string text) => "\"" + Escape(text, isLiteral: true) + "\"";

    /// <summary>A literal of the text's UTF-8 bytes, as <c>Encoding.UTF8</c> gives them.</summary>
    public static string Utf8(string text) => Utf8(Encoding.UTF8.GetBytes(text));

    /// <summary>A literal of valid UTF-8 bytes.</summary>
    public static string Utf8(byte[] utf8) => Text(Encoding.UTF8.GetString(utf8)) + "u8";

    /// <summary>A byte, as a character where it is one.</summary>
    public static string Byte(byte value) => value switch
    {
        (byte)'\'' or (byte)'\\' => $"(byte)'\\{(char)value}'",
        >= 0x20 and < 0x7f => $"(byte)'{(char)value}'",
        _ => "0x" + value.ToString("X2", CultureInfo.InvariantCulture),
    };

    /// <summary>A text for a comment of one line.</summary>
    public static string Comment(string text) =>
        Escape(text.Length <= MaxComment ? text : text.Substring(0, MaxComment) + "...", isLiteral: false);

    private static string Escape(string text, bool isLiteral)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (isLiteral && (c is '"' or '\\'))
            {
                escaped.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
