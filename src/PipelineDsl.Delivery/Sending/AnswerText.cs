using System.Net.Http.Headers;
using System.Text;

namespace PipelineDsl.Delivery;

/// <summary>What a receiver's answer says in words, fit for the log.</summary>
internal static class AnswerText
{
    private const int MostBytes = 1024;
    private const int MostCharacters = 256;

    /// <summary>Why a request got no answer.</summary>
    public static string Describe(Exception error) =>
        error.GetBaseException() is var cause && cause != error ? $"{error.Message} {cause.Message}" : error.Message;

    /// <summary>When the receiver wants to be tried again; <see langword="null"/> if it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        return header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
    }

    /// <summary>The beginning of the text of an answer whose status says all that matters.</summary>
    public static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return Printable(await ReadAsync(response, MostBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status decides; what it was about is only for the log.
            return $"(message not readable: {error.Message})";
        }
    }

    /// <summary>Reads a body, to its end unless it is longer than it may be.</summary>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[most];
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return bytes[..length];
    }

    public static string Printable(ReadOnlySpan<byte> message) =>
        Printable(Encoding.UTF8.GetString(message[..Math.Min(message.Length, MostBytes)]));

    /// <summary>A receiver's text such that it cannot forge lines in our log.</summary>
    public static string Printable(string message)
    {
        var printable = new StringBuilder(MostCharacters);
        foreach (char c in message.AsSpan().Trim())
        {
            if (printable.Length == MostCharacters)
            {
                break;
            }

            if (!char.IsControl(c))
            {
                printable.Append(c);
            }
            else if (c is '\n' or '\t')
            {
                printable.Append(' ');
            }
        }

        return printable.ToString();
    }
}
