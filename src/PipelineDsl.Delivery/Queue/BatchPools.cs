namespace PipelineDsl.Delivery;

/// <summary>What batches are made in, kept between them.</summary>
internal sealed class BatchPools(int shards)
{
    /// <summary>A buffer larger than this is not kept for another request.</summary>
    private const int MostKeptBytes = 256 * 1024;

    public BoundedPool<RequestBuffer> Buffers { get; } = new((2 * shards) + 8, buffer => buffer.Capacity <= MostKeptBytes);

    public BoundedPool<SymbolTable> Symbols { get; } = new(shards + 1, SymbolTable.IsKept);
}
