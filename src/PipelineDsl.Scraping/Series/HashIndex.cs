using System.Numerics;

namespace PipelineDsl.Scraping.Series;

/// <summary>Finds numbers by 64-bit hashes. Lives as long as a scrape needs it and keeps its memory for the next.</summary>
internal sealed class HashIndex
{
    private ulong[] _keys = [];
    private int[] _values = [];
    private int _mask = -1;
    private int _count;

    /// <summary>Whether it was filled for this scrape.</summary>
    public bool IsBuilt { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        IsBuilt = false;
        _count = 0;
    }

    /// <summary>Empties the index and makes room.</summary>
    public void Build(int capacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity * 2));
        if (_keys.Length < size)
        {
            _keys = new ulong[size];
            _values = new int[size];
        }
        else
        {
            Array.Clear(_keys, 0, size);
        }

        _mask = size - 1;
        _count = 0;
        IsBuilt = true;
    }

    /// <summary>Adds a number unless its hash is there already.</summary>
    public void TryAdd(ulong hash, int value)
    {
        if (_count * 2 > _mask)
        {
            Grow();
        }

        int slot = Find(hash = NonZero(hash));
        if (_keys[slot] == 0)
        {
            (_keys[slot], _values[slot]) = (hash, value);
            _count++;
        }
    }

    /// <summary>Looks for a hash.</summary>
    public bool TryGet(ulong hash, out int value)
    {
        int slot = Find(hash = NonZero(hash));
        value = _values[slot];
        return _keys[slot] == hash;
    }

    private int Find(ulong hash)
    {
        int slot = (int)hash & _mask;
        while (_keys[slot] != 0 && _keys[slot] != hash)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    private void Grow()
    {
        (ulong[] keys, int[] values, int size) = (_keys, _values, _mask + 1);
        (_keys, _values) = ([], []);
        Build(size);
        for (int i = 0; i < size; i++)
        {
            if (keys[i] != 0)
            {
                TryAdd(keys[i], values[i]);
            }
        }
    }

    // 0 marks a free slot.
    private static ulong NonZero(ulong hash) => hash == 0 ? 1 : hash;
}
