namespace PipelineDsl.Scraping.Exposition;

/// <summary>The labels of the sample a parser stands at. Kept between samples, so that parsing does not allocate.</summary>
internal sealed class LabelSlices
{
    private LabelSlice[] _slices = new LabelSlice[16];

    public int Count { get; private set; }

    public ReadOnlySpan<LabelSlice> Span => _slices.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(in LabelSlice slice)
    {
        if (Count == _slices.Length)
        {
            Array.Resize(ref _slices, Count * 2);
        }

        _slices[Count++] = slice;
    }
}
