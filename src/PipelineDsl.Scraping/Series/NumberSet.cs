namespace PipelineDsl.Scraping.Series;

/// <summary>A set of small numbers, a bit for each.</summary>
internal sealed class NumberSet
{
    private ulong[] _bits = [];

    public void Clear() => Array.Clear(_bits);

    public bool Contains(int number) => number >> 6 is int word && word < _bits.Length && (_bits[word] & (1UL << number)) != 0;

    /// <summary>Removes a number; false when it was not there.</summary>
    public bool Remove(int number)
    {
        bool isThere = Contains(number);
        if (isThere)
        {
            _bits[number >> 6] &= ~(1UL << number);
        }

        return isThere;
    }

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(int number)
    {
        int word = number >> 6;
        if (word >= _bits.Length)
        {
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        }

        ulong bit = 1UL << number;
        bool isNew = (_bits[word] & bit) == 0;
        _bits[word] |= bit;
        return isNew;
    }
}
