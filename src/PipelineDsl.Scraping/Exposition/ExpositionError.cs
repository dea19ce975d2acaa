using System.Globalization;
using System.Text;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Why a body is not valid, and where.</summary>
/// <param name="Message">What was expected.</param>
/// <param name="Position">The byte at which it was expected.</param>
/// <param name="IsBinary">Whether the body is no text, which has no lines.</param>
internal sealed record ExpositionError(string Message, int Position, bool IsBinary = false)
{
    // Enough to recognise the line, short enough for a log.
    private const int MaxExcerpt = 96;

    /// <summary>The error for an operator: line, reason, and the start of the line; or byte and reason.</summary>
    public string Describe(ReadOnlySpan<byte> body)
    {
        if (IsBinary)
        {
            return string.Create(CultureInfo.InvariantCulture, $"byte {Position}: {Message}");
        }

        int position = Math.Min(Position, body.Length);
        int line = body[..position].Count((byte)'\n') + 1;
        int start = body[..position].LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> rest = body[start..];
        int length = rest.IndexOf((byte)'\n') is >= 0 and int end ? end : rest.Length;
        // A column far to the right moves the excerpt: the end of a long line matters more than its beginning.
        int skip = Math.Max(0, Math.Min(position - start, length) - (MaxExcerpt / 2));
        string text = Encoding.UTF8.GetString(rest[skip..Math.Min(length, skip + MaxExcerpt)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {line}: {Message}: {(skip > 0 ? "…" : "")}{text}{(skip + MaxExcerpt < length ? "…" : "")}");
    }
}
