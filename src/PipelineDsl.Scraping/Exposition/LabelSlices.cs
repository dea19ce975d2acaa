namespace PipelineDsl.Scraping.Exposition;

/// <summary>The labels of the sample a parser stands at. Kept between samples, so that parsing does not allocate.</summary>
internal sealed class LabelSlices
{
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
        // Only a full array can be at the limit: the usual label costs no second comparison.
        if (Count == _slices.Length && Count >= ExpositionLimits.MaxLabels)
        {
            return false;
        }

        Add(slice);
        return true;
    }

    /// <summary>Takes over the labels of another list.</summary>
    public void CopyFrom(LabelSlices other)
    {
        Clear();
        foreach (ref readonly LabelSlice slice in other.Span)
        {
            Add(slice);
        }
    }

    /// <summary>Orders the labels by the bytes of their names; those of one name stay in the order they stand in the text.</summary>
    public void Sort(ReadOnlyMemory<byte> text) => _slices.AsSpan(0, Count).Sort(new ByName(text));

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
