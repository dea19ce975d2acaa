namespace PipelineDsl.Scraping.Series;

/// <summary>The numbers of a target's series, and a hash of each one's labels. Numbers stay small: a free one is used again.</summary>
internal sealed class SeriesNumbers
{
    private ulong[] _labelHashes = [];
    private int[] _free = [];
    private int _freeCount;
    private int _count;

    /// <summary>How many series have a number.</summary>
    public int Count => _count - _freeCount;

    /// <summary>The hash of the labels of a series that has a number.</summary>
    public ulong HashOf(int number) => _labelHashes[number];

    /// <summary>Takes a number.</summary>
    public int Take(ulong labelHash)
    {
        int number = _freeCount > 0 ? _free[--_freeCount] : _count++;
        if (number >= _labelHashes.Length)
        {
            // A target's series come in one scrape and hardly change: little slack.
            Array.Resize(ref _labelHashes, Math.Max(number + 1, _labelHashes.Length + (_labelHashes.Length / 4) + 16));
        }

        _labelHashes[number] = labelHash == 0 ? 1 : labelHash;
        return number;
    }

    /// <summary>Gives a number back.</summary>
    public void Return(int number)
    {
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, (_freeCount * 2) + 16);
        }

        _labelHashes[number] = 0;
        _free[_freeCount++] = number;
    }

    /// <summary>Gives up memory that was taken to grow into.</summary>
    public void Trim()
    {
        if (_labelHashes.Length - _count > 16)
        {
            Array.Resize(ref _labelHashes, _count);
        }
    }

    /// <summary>Fills an index from label hashes to numbers.</summary>
    public void Fill(HashIndex index)
    {
        index.Build(Count + 16);
        for (int number = 0; number < _count; number++)
        {
            if (_labelHashes[number] != 0)
            {
                index.TryAdd(_labelHashes[number], number);
            }
        }
    }
}
