namespace PipelineDsl.Scraping.Exposition;

/// <summary>Backslash escapes of the text formats. An escape without a meaning stays as it is.</summary>
internal static class EscapedText
{
    /// <summary>Whether unescaping would change the text.</summary>
    public static bool IsEscaped(ReadOnlySpan<byte> text) => text.Contains((byte)'\\');

    /// <summary>Writes the text without escapes.</summary>
    /// <param name="text">The text as exposed.</param>
    /// <param name="destination">At least as long as the text.</param>
    /// <param name="quotes">Whether <c>\"</c> is an escape; it is not in HELP of the Prometheus format.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> destination, bool quotes = true)
    {
        int plain = text.IndexOf((byte)'\\');
        if (plain < 0)
        {
            text.CopyTo(destination);
            return text.Length;
        }

        text[..plain].CopyTo(destination);
        int length = plain;
        for (int i = plain; i < text.Length; i++)
        {
            byte c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                switch (text[i + 1])
                {
                    case (byte)'\\':
                        i++;
                        break;
                    case (byte)'n':
                        c = (byte)'\n';
                        i++;
                        break;
                    case (byte)'"' when quotes:
                        c = (byte)'"';
                        i++;
                        break;
                }
            }

            destination[length++] = c;
        }

        return length;
    }
}
