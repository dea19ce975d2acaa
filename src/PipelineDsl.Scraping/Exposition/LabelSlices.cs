namespace PipelineDsl.Scraping.Exposition;

/// <summary>The labels of the sample a parser stands at. Kept between samples, so that parsing does not allocate.</summary>
internal sealed class LabelSlices
{
    private const int MaxInsertions = 32;

    private LabelSlice[] _slices = new LabelSlice[16];

    public int Count { get; private set; }

    public ReadOnlySpan<LabelSlice> Span => _slices.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Truncate(int count) => Count = count;

    public void Add(in LabelSlice slice)
    {
        if (Count == _slices.Length)
        {
            Array.Resize(ref _slices, Count * 2);
        }

        _slices[Count++] = slice;
    }

    /// <summary>Adds a label unless there are as many as a series may have.</summary>
    public bool TryAdd(in LabelSlice slice)
    {
        if ((uint)Count < (uint)_slices.Length)
        {
            _slices[Count++] = slice;
            return true;
        }

        return TryGrow(slice);
    }

    /// <summary>Orders the labels by the bytes of their names; those of one name stay in the order they stand in the text.</summary>
    public void Sort(ReadOnlyMemory<byte> text)
    {
        var comparer = new ByName(text);
        if (Count > MaxInsertions)
        {
            _slices.AsSpan(0, Count).Sort(comparer);
            return;
        }

        // Few labels, mostly in order already: sorting in place without the boxes that the library's sort needs.
        for (int i = 1; i < Count; i++)
        {
            LabelSlice slice = _slices[i];
            int at = i;
            for (; at > 0 && comparer.Compare(_slices[at - 1], slice) > 0; at--)
            {
                _slices[at] = _slices[at - 1];
            }

            _slices[at] = slice;
        }
    }

    // Only a full array can be at the limit: the usual label is compared with nothing else.
    private bool TryGrow(in LabelSlice slice)
    {
        if (Count >= ExpositionLimits.MaxLabels)
        {
            return false;
        }

        Add(slice);
        return true;
    }

    private readonly struct ByName(ReadOnlyMemory<byte> text) : IComparer<LabelSlice>
    {
        public int Compare(LabelSlice x, LabelSlice y)
        {
            ReadOnlySpan<byte> bytes = text.Span;
            int order = bytes[x.NameStart..x.NameEnd].SequenceCompareTo(bytes[y.NameStart..y.NameEnd]);
            return order != 0 ? order : x.NameStart - y.NameStart;
        }
    }
}
