using System.Numerics;

namespace PipelineDsl.Scraping.Http;

/// <summary>Buffers for bodies: a few are kept, however many scrapes wait for the network.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class BodyBuffers(int capacity)
{
    private const int MinSize = 64 * 1024;

    // A rare giant should not stay in memory because it came once.
    private const int MaxKeptSize = 4 * 1024 * 1024;

    private readonly Stack<byte[]> _free = new();
    private readonly Lock _lock = new();

    /// <summary>Takes a buffer.</summary>
    /// <param name="size">Its least size.</param>
    public byte[] Rent(int size)
    {
        lock (_lock)
        {
            // One that is too small goes: kept, it would keep out those that are wanted.
            while (_free.TryPop(out byte[]? buffer))
            {
                if (buffer.Length >= size)
                {
                    return buffer;
                }
            }
        }

        return GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, MinSize)));
    }

    /// <summary>Gives a buffer back.</summary>
    public void Return(byte[] buffer)
    {
        lock (_lock)
        {
            if (buffer.Length <= MaxKeptSize && _free.Count < capacity)
            {
                _free.Push(buffer);
            }
        }
    }
}
