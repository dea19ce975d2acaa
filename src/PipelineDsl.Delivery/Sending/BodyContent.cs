using System.Net;

namespace PipelineDsl.Delivery;

/// <summary>The body of one try of a request. It knows whether a connection still reads it, since answers may come before the body is through.</summary>
internal sealed class BodyContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private int _readers;

    /// <summary>Whether nobody reads the body.</summary>
    public bool IsIdle => Volatile.Read(ref _readers) == 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);

        // Not when it fails: who knows what the stream still does with it then.
        Interlocked.Decrement(ref _readers);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
