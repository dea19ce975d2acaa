using System.IO.Compression;

namespace PipelineDsl.Http;

/// <summary>Opens the bodies of responses that may be compressed.</summary>
internal static class CompressedContent
{
    /// <summary>Opens a body; what it is compressed with other than gzip is left to the reader to stumble over.</summary>
    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        bool isCompressed = response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encoding)
            && encoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase);
        return isCompressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
