namespace PipelineDsl.Delivery;

/// <summary>What batches are made in, kept between them.</summary>
/// <param name="shards">The number of shards to begin with.</param>
/// <param name="mostKeptBytes">A buffer larger than this is not kept for another request.</param>
internal sealed class BatchPools(int shards, int mostKeptBytes)
{
    private readonly BoundedPool<RequestBuffer> _buffers = new((2 * shards) + 8, buffer => buffer.Capacity <= mostKeptBytes);

    public BoundedPool<SymbolTable> Symbols { get; } = new(shards + 1, SymbolTable.IsKept);

    public RequestBuffer Rent() => _buffers.Rent();

    public void Return(RequestBuffer buffer)
    {
        buffer.Clear();
        _buffers.Return(buffer);
    }
}
