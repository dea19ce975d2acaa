using System.Numerics;

namespace PipelineDsl.Scraping.Http;

/// <summary>Buffers for bodies: a few are kept, however many scrapes wait for the network.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class BodyBuffers(int capacity)
{
    // When thousands of small targets have answered and wait for a processor, each holds one.
    private const int MinSize = 16 * 1024;

    // A rare giant should not stay in memory because it came once.
    private const int MaxKeptSize = 4 * 1024 * 1024;

    // The smallest first.
    private readonly List<byte[]> _free = new(capacity);
    private readonly Lock _lock = new();

    /// <summary>Takes the smallest buffer that will do.</summary>
    /// <param name="size">Its least size.</param>
    public byte[] Rent(int size)
    {
        lock (_lock)
        {
            int place = PlaceOf(size);
            if (place < _free.Count)
            {
                byte[] buffer = _free[place];
                _free.RemoveAt(place);
                return buffer;
            }
        }

        return GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, MinSize)));
    }

    /// <summary>Gives a buffer back. The largest are kept: they are what costs most to make.</summary>
    public void Return(byte[] buffer)
    {
        lock (_lock)
        {
            if (buffer.Length > MaxKeptSize || (_free.Count == capacity && buffer.Length <= _free[0].Length))
            {
                return;
            }

            if (_free.Count == capacity)
            {
                _free.RemoveAt(0);
            }

            _free.Insert(PlaceOf(buffer.Length), buffer);
        }
    }

    private int PlaceOf(int size)
    {
        int place = 0;
        while (place < _free.Count && _free[place].Length < size)
        {
            place++;
        }

        return place;
    }
}
