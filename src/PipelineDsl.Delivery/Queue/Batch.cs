namespace PipelineDsl.Delivery;

/// <summary>A request on its way: it fills, is sealed, waits and is sent. While it waits its body may be on disk only. Not thread-safe.</summary>
internal abstract class Batch
{
    private readonly BatchPools? _pools;
    private RequestBuffer? _buffer;

    /// <summary>Opens a batch.</summary>
    /// <param name="format">The format of its body, as the spool notes it.</param>
    /// <param name="openedAt">The clock's timestamp.</param>
    /// <param name="pools">What it is made in.</param>
    protected Batch(int format, long openedAt, BatchPools pools) => (Format, OpenedAt, _pools) = (format, openedAt, pools);

    /// <summary>Makes a batch of a request on disk, without its body.</summary>
    protected Batch(SpoolRecord record)
    {
        (Format, SavedFormat, SpoolId) = (record.Format, record.Format, record.Id);
        (Samples, Newest) = (record.Samples, record.Newest);
    }

    /// <summary>Makes a batch of nothing.</summary>
    protected Batch() => IsDone = true;

    /// <summary>The format of the body.</summary>
    public int Format { get; private set; }

    /// <summary>The clock's timestamp when it was opened.</summary>
    public long OpenedAt { get; }

    /// <summary>The shard it was put into, for its spool.</summary>
    public ShardStorage? Storage { get; set; }

    /// <summary>Its number on disk; 0 if it is not there. Changed under the queue's lock.</summary>
    public long SpoolId { get; set; }

    /// <summary>The format of what is on disk.</summary>
    public int SavedFormat { get; set; }

    /// <summary>Whether it was delivered or given up. Changed under the queue's lock.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether the body is in memory.</summary>
    public bool IsLoaded => !Body.IsEmpty;

    /// <summary>The samples in it, histograms among them; data points for OTLP.</summary>
    public int Samples { get; protected set; }

    /// <summary>The exemplars in it; 0 for a request that an earlier process left, and for OTLP, where they belong to points.</summary>
    public int Exemplars { get; protected set; }

    /// <summary>The newest timestamp in it, in milliseconds.</summary>
    public long Newest { get; protected set; } = long.MinValue;

    /// <summary>The finished request, once the batch is sealed.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Whether a connection may still read the body.</summary>
    public bool IsRead { get; set; }

    protected BatchPools Pools => _pools!;

    /// <summary>Ends the batch: <see cref="Body"/> is there.</summary>
    public abstract void Seal();

    /// <summary>Writes a sealed batch anew for a receiver that knows only an older format.</summary>
    /// <returns>How many samples had to go.</returns>
    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public virtual int Downgrade() => throw new NotSupportedException("There is no older format.");

    /// <summary>Moves the body of a sealed batch, which has to wait, into an array of its size; the buffer goes to the next batch.</summary>
    public void Trim()
    {
        if (_buffer is not null && !IsRead)
        {
            Body = Body.ToArray();
            ReleaseBuffer();
        }
    }

    /// <summary>Leaves the body to the disk.</summary>
    public void Unload()
    {
        Release();
        Format = SavedFormat;
    }

    /// <summary>Takes the body from the disk.</summary>
    public void Load(byte[] body) => Body = body;

    /// <summary>Gives back the body's buffer, unless a connection may still read it.</summary>
    public void Release()
    {
        if (!IsRead && _buffer is not null)
        {
            ReleaseBuffer();
        }

        (_buffer, Body) = (null, default);
    }

    /// <summary>Makes the rest of a buffer the body.</summary>
    protected void SetBody(RequestBuffer buffer, int start) => (_buffer, Body) = (buffer, buffer.Memory[start..]);

    /// <summary>Replaces the body. A try of the old one may still be read, so its buffer is not used again.</summary>
    protected void Rewrite(byte[] body, int format) => (_buffer, Body, Format) = (null, body, format);

    private void ReleaseBuffer()
    {
        Pools.Return(_buffer!);
        _buffer = null;
    }
}
