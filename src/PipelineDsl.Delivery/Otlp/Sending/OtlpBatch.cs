using System.Buffers.Binary;
using System.IO.Compression;

namespace PipelineDsl.Delivery;

/// <summary>The data points of a request, compressed once it is sealed.</summary>
/// <remarks>The body is the message as gRPC frames it: whether it is compressed, its length, itself. HTTP sends what is behind that.</remarks>
internal sealed class OtlpBatch : Batch
{
    /// <summary>The format as the spool notes it, beside the versions of remote write.</summary>
    public const int SpoolFormat = 3;

    /// <summary>The bytes before the message.</summary>
    public const int HeadLength = 5;

    private readonly bool _compresses;
    private RequestBuffer? _message;

    /// <summary>Opens a batch.</summary>
    /// <param name="compresses">Whether the message is compressed.</param>
    /// <param name="openedAt">The clock's timestamp.</param>
    /// <param name="pools">What it is made in.</param>
    public OtlpBatch(bool compresses, long openedAt, BatchPools pools)
        : base(SpoolFormat, openedAt, pools)
    {
        _compresses = compresses;
        _message = pools.Rent();
        _message.Advance(HeadLength);
    }

    /// <summary>Makes a batch of a request on disk, without its body.</summary>
    public OtlpBatch(SpoolRecord record)
        : base(record)
    {
    }

    /// <summary>The size of the message before compression.</summary>
    public int Length => (_message?.Length ?? HeadLength) - HeadLength;

    /// <summary>Whether the message of a sealed batch is compressed.</summary>
    public bool IsCompressed => Body.Span[0] != 0;

    public void Write(ReadOnlySpan<byte> metrics, int points, long newest)
    {
        _message!.Write(metrics);
        Samples += points;
        Newest = Math.Max(Newest, newest);
    }

    public override void Seal()
    {
        RequestBuffer body = _message!;
        _message = null;
        if (_compresses)
        {
            RequestBuffer message = body;
            body = Pools.Rent();
            body.Advance(HeadLength);
            using (var gzip = new GZipStream(new RequestBufferStream(body), CompressionLevel.Fastest))
            {
                gzip.Write(message.Written[HeadLength..]);
            }

            Pools.Return(message);
        }

        Span<byte> head = body.Bytes[..HeadLength];
        head[0] = _compresses ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)(body.Length - HeadLength));
        SetBody(body, 0);
    }
}
