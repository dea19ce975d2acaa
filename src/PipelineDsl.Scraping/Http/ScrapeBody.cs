namespace PipelineDsl.Scraping.Http;

/// <summary>What a target answered.</summary>
/// <param name="buffers">Where the buffer goes back to.</param>
/// <param name="buffer">Holds the body and has room for one more byte.</param>
/// <param name="length">The length of the body.</param>
/// <param name="contentType">The Content-Type as sent; empty when there was none.</param>
internal sealed class ScrapeBody(BodyBuffers buffers, byte[] buffer, int length, string contentType) : IDisposable
{
    public int Length => length;

    public string ContentType => contentType;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>The body with a line break behind it: the last line of a text may lack one.</summary>
    public ReadOnlySpan<byte> BytesWithLineBreak
    {
        get
        {
            buffer[length] = (byte)'\n';
            return buffer.AsSpan(0, length + 1);
        }
    }

    public void Dispose() => buffers.Return(buffer);
}
