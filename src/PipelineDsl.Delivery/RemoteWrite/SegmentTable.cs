using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineDsl.Delivery;

/// <summary>Runs of encoded labels, each kept once for all series of a destination, counted, and found by a 4-byte reference.</summary>
/// <remarks>
/// Adding and releasing take a lock. Reading does not: a run stays where it is as long as somebody counts on it.
/// A block is (count, length, bytes), padded to 8 bytes; a freed block is used again by a run of the same size.
/// </remarks>
internal sealed class SegmentTable : IEqualityComparer<int>, IAlternateEqualityComparer<ReadOnlySpan<byte>, int>
{
    private const int UnitSize = 8;
    private const int UnitsPerChunk = 1 << ChunkShift;
    private const int ChunkShift = 13;
    private const int HeaderSize = 8;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _segments;
    private readonly HashSet<int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Dictionary<int, Stack<int>> _freeByUnits = [];
    private readonly Stack<int> _freeChunks = [];
    private volatile byte[][] _chunks = new byte[16][];
    private int _chunkCount;
    private int _next;
    private int _end;
    private int _freed;

    public SegmentTable()
    {
        _segments = new HashSet<int>(this);
        _lookup = _segments.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The number of different runs.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _segments.Count;
            }
        }
    }

    /// <summary>How many runs were freed. As long as it stays, a reference means what it meant.</summary>
    public int Freed => Volatile.Read(ref _freed);

    /// <summary>The reference of a run, which counts once more until it is released.</summary>
    public int Add(ReadOnlySpan<byte> segment)
    {
        lock (_gate)
        {
            if (!_lookup.TryGetValue(segment, out int reference))
            {
                reference = Store(segment);
                _segments.Add(reference);
            }

            UsesOf(reference)++;
            return reference;
        }
    }

    public void Release(ReadOnlySpan<int> references)
    {
        lock (_gate)
        {
            foreach (int reference in references)
            {
                if (--UsesOf(reference) == 0)
                {
                    _freed++;
                    _segments.Remove(reference);
                    Free(reference, UnitsFor(Read(reference).Length));
                }
            }
        }
    }

    public ReadOnlySpan<byte> Read(int reference)
    {
        ref byte block = ref BlockOf(reference);
        int length = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref block, sizeof(int)));
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref block, HeaderSize), length);
    }

    bool IEqualityComparer<int>.Equals(int x, int y) => x == y;

    int IEqualityComparer<int>.GetHashCode(int reference) => SeededHash.Of(Read(reference));

    bool IAlternateEqualityComparer<ReadOnlySpan<byte>, int>.Equals(ReadOnlySpan<byte> segment, int reference) =>
        segment.SequenceEqual(Read(reference));

    int IAlternateEqualityComparer<ReadOnlySpan<byte>, int>.GetHashCode(ReadOnlySpan<byte> segment) => SeededHash.Of(segment);

    int IAlternateEqualityComparer<ReadOnlySpan<byte>, int>.Create(ReadOnlySpan<byte> segment) => Store(segment);

    private static int UnitsFor(int length) => (HeaderSize + length + UnitSize - 1) / UnitSize;

    private ref byte BlockOf(int reference) =>
        ref _chunks[reference >> ChunkShift][(reference & (UnitsPerChunk - 1)) * UnitSize];

    private ref int UsesOf(int reference) => ref Unsafe.As<byte, int>(ref BlockOf(reference));

    private int Store(ReadOnlySpan<byte> segment)
    {
        int reference = Allocate(UnitsFor(segment.Length));
        ref byte block = ref BlockOf(reference);
        Unsafe.WriteUnaligned(ref block, 0);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref block, sizeof(int)), segment.Length);
        segment.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref block, HeaderSize), segment.Length));
        return reference;
    }

    private int Allocate(int units)
    {
        if (_freeByUnits.TryGetValue(units, out Stack<int>? free) && free.TryPop(out int reference))
        {
            return reference;
        }

        if (units > UnitsPerChunk)
        {
            return AddChunk(units) << ChunkShift;
        }

        if (_end - _next < units)
        {
            if (_end > _next)
            {
                Free(_next, _end - _next);
            }

            _next = AddChunk(UnitsPerChunk) << ChunkShift;
            _end = _next + UnitsPerChunk;
        }

        _next += units;
        return _next - units;
    }

    private void Free(int reference, int units)
    {
        if (units > UnitsPerChunk)
        {
            // A run too long for a chunk has its own, and is too rare to keep.
            _chunks[reference >> ChunkShift] = [];
            _freeChunks.Push(reference >> ChunkShift);
            return;
        }

        if (!_freeByUnits.TryGetValue(units, out Stack<int>? free))
        {
            _freeByUnits.Add(units, free = new Stack<int>());
        }

        free.Push(reference);
    }

    private int AddChunk(int units)
    {
        if (!_freeChunks.TryPop(out int index))
        {
            index = _chunkCount++;
            if (index == _chunks.Length)
            {
                // Readers may hold the old array: it stays right for every run they count on.
                byte[][] larger = new byte[index * 2][];
                _chunks.CopyTo(larger, 0);
                _chunks = larger;
            }
        }

        _chunks[index] = new byte[units * UnitSize];
        return index;
    }
}
