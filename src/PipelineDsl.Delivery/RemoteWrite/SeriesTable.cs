namespace PipelineDsl.Delivery;

/// <summary>The series of one target: 16 bytes each, and 4 for each run of labels it is made of. Not thread-safe.</summary>
internal sealed class SeriesTable(SegmentTable segments, LabelSet externalLabels, MetadataRegister metadata)
{
    private const int LeastGarbage = 256;

    [ThreadStatic]
    private static LabelEncoder? t_encoder;

    private EncodedSeries[] _series = [];
    private int[] _references = [];
    private int _used = 1;
    private int _garbage;
    private int _last = -1;

    public EncodedSeries this[int series] => (uint)series < (uint)_series.Length ? _series[series] : default;

    public void Define(int series, LabelSet labels)
    {
        LabelEncoder encoder = t_encoder ??= new LabelEncoder();
        encoder.Encode(labels, externalLabels);
        foreach (int reference in ReferencesOf(this[_last]))
        {
            encoder.AddPrevious(segments.Read(reference));
        }

        encoder.Cut();
        Reserve(series, encoder.Ends.Length);
        _references[_used] = encoder.Ends.Length;
        int start = 0;
        for (int i = 0; i < encoder.Ends.Length; start = encoder.Ends[i++])
        {
            _references[_used + 1 + i] = segments.Add(encoder.Bytes[start..encoder.Ends[i]]);
        }

        _series[series] = new EncodedSeries(_used, encoder.Bytes.Length, null);
        _used += 1 + encoder.Ends.Length;
        _last = series;
    }

    /// <summary>Takes the series' number from it; its labels stay until <see cref="Free"/>.</summary>
    public EncodedSeries Remove(int series)
    {
        EncodedSeries removed = this[series];
        if (removed.At != 0)
        {
            _series[series] = default;
        }

        return removed;
    }

    /// <summary>Gives a defined series another note.</summary>
    /// <returns>The note it had, to be freed like a series.</returns>
    public EncodedSeries Annotate(int series, SeriesNote note)
    {
        SeriesNote? before = _series[series].Note;
        _series[series] = _series[series] with { Note = note };
        return new EncodedSeries(0, 0, before);
    }

    /// <summary>Gives back the labels and the note of a removed series.</summary>
    public void Free(EncodedSeries removed)
    {
        if (removed.Note?.Metadata is { } shared)
        {
            metadata.Release(shared);
        }

        if (removed.At == 0)
        {
            return;
        }

        ReadOnlySpan<int> references = ReferencesOf(removed);
        segments.Release(references);
        _garbage += 1 + references.Length;
    }

    public void FreeAll()
    {
        foreach (EncodedSeries series in _series)
        {
            Free(series);
        }

        (_series, _references, _used, _garbage, _last) = ([], [], 1, 0, -1);
    }

    public ReadOnlySpan<int> ReferencesOf(EncodedSeries series) =>
        series.At == 0 ? default : _references.AsSpan(series.At + 1, _references[series.At]);

    /// <summary>Closes the gaps if they are most of the table. Nothing may be staged: series move.</summary>
    public void Compact()
    {
        if (_garbage < LeastGarbage || _garbage < _used / 2)
        {
            return;
        }

        int[] compact = new int[_used - _garbage];
        int used = 1;
        for (int i = 0; i < _series.Length; i++)
        {
            if (_series[i].At != 0)
            {
                ReadOnlySpan<int> references = ReferencesOf(_series[i]);
                compact[used] = references.Length;
                references.CopyTo(compact.AsSpan(used + 1));
                _series[i] = _series[i] with { At = used };
                used += 1 + references.Length;
            }
        }

        (_references, _used, _garbage) = (compact, used, 0);
    }

    private void Reserve(int series, int references)
    {
        if (series >= _series.Length)
        {
            Array.Resize(ref _series, Grown(_series.Length, series + 1));
        }

        if (_used + 1 + references > _references.Length)
        {
            Array.Resize(ref _references, Grown(_references.Length, _used + 1 + references));
        }
    }

    // By a quarter: tables grow in the first scrape and then hardly ever.
    private static int Grown(int length, int least) => Math.Max(least, Math.Max(16, length + (length / 4)));
}
