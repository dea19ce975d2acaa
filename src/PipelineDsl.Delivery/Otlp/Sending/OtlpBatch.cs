namespace PipelineDsl.Delivery;

/// <summary>The data points of a request.</summary>
internal sealed class OtlpBatch
{
    private const int MostKeptBytes = 4 * 1024 * 1024;

    /// <summary>The message.</summary>
    public RequestBuffer Message { get; } = new();

    /// <summary>What goes over the wire: the message, compressed and framed. Empty until it is first sent.</summary>
    public MemoryStream Body { get; } = new();

    public int Points { get; private set; }

    /// <summary>The time of the newest point, in milliseconds since 1970.</summary>
    public long Newest { get; private set; }

    /// <summary>Whether a connection may still read the body.</summary>
    public bool IsRead { get; set; }

    /// <summary>Whether the buffers can be used again.</summary>
    public bool IsReusable => !IsRead && Message.Capacity <= MostKeptBytes && Body.Capacity <= MostKeptBytes;

    public void Add(ReadOnlySpan<byte> metrics, int points, long newest)
    {
        Message.Write(metrics);
        Points += points;
        Newest = Math.Max(Newest, newest);
    }

    public void Clear()
    {
        Message.Clear();
        Body.SetLength(0);
        (Points, Newest) = (0, 0);
    }
}
