using System.Text;

namespace PipelineDsl.Patterns;

/// <summary>UTF-8 of single code points, and lengths of it.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Of(string text) => s_encoding.GetBytes(text);

    public static string ToText(byte[] utf8) => s_encoding.GetString(utf8);

    /// <summary>The bytes of a code point that is not a surrogate.</summary>
    public static byte[] Of(int codePoint) => codePoint switch
    {
        < 0x80 => [(byte)codePoint],
        < 0x800 => [(byte)(0xC0 | codePoint >> 6), Continuation(codePoint)],
        < 0x10000 => [(byte)(0xE0 | codePoint >> 12), Continuation(codePoint >> 6), Continuation(codePoint)],
        _ => [(byte)(0xF0 | codePoint >> 18), Continuation(codePoint >> 12), Continuation(codePoint >> 6), Continuation(codePoint)],
    };

    public static int LengthOf(int codePoint) => codePoint switch
    {
        < 0x80 => 1,
        < 0x800 => 2,
        < 0x10000 => 3,
        _ => 4,
    };

    public static bool IsSurrogate(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF;

    private static byte Continuation(int bits) => (byte)(0x80 | (bits & 0x3F));
}
