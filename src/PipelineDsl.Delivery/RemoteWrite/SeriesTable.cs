namespace PipelineDsl.Delivery;

/// <summary>The series of one target. Not thread-safe.</summary>
/// <remarks>
/// A series takes 8 bytes, and for each run of labels it is made of one or two: runs have small numbers of the target's own, for
/// its series share most of them. Such an entry is its note's number in three bytes, how many runs there are, and their numbers.
/// </remarks>
internal sealed class SeriesTable(SegmentTable segments, LabelSet externalLabels, MetadataRegister metadata)
{
    private const int LeastGarbage = 1024;
    private const int NoteSize = 3;
    private const int MostNotes = 1 << (8 * NoteSize);
    private const int LeastSize = 16;

    [ThreadStatic]
    private static LabelEncoder? t_encoder;

    [ThreadStatic]
    private static int[]? t_references;

    private readonly CountedList<int> _runs = new(-1);
    private readonly CountedList<SeriesNote> _notes = new(SeriesNote.None);
    private int[] _places = [];
    private byte[] _entries = [];
    private int _used = 1;
    private int _count;
    private int _garbage;
    private int _last = -1;
    private bool _isFilled;

    public EncodedSeries this[int series] =>
        (uint)series < (uint)_count && _places[series] is not 0 and var at ? new EncodedSeries(at, NoteAt(at)) : default;

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
        (_places[series], _last) = (_used, series);
        Span<byte> entry = _entries.AsSpan(_used);
        entry[..NoteSize].Clear();
        int length = NoteSize + Protobuf.WriteVarint(entry[NoteSize..], (ulong)encoder.Ends.Length);
        int start = 0;
        for (int i = 0; i < encoder.Ends.Length; start = encoder.Ends[i++])
        {
            int run = _runs.Add(segments.Add(encoder.Bytes[start..encoder.Ends[i]]));
            length += Protobuf.WriteVarint(entry[length..], (ulong)run);
        }

        _used += length;
    }

    /// <summary>Takes the series' number from it; its labels stay until <see cref="Free"/>.</summary>
    public EncodedSeries Remove(int series)
    {
        EncodedSeries removed = this[series];
        if (removed.At != 0)
        {
            _places[series] = 0;
        }

        return removed;
    }

    /// <summary>Gives a defined series another note.</summary>
    /// <returns>The note it had, to be freed like a series.</returns>
    public EncodedSeries Annotate(int series, SeriesNote note)
    {
        int at = _places[series];
        SeriesNote? before = NoteAt(at);
        int number = _notes.Add(note) + 1;
        if (number >= MostNotes)
        {
            throw new InvalidOperationException($"A target cannot have more than {MostNotes - 1} series with creation times of their own.");
        }

        FreeNote(at);
        (_entries[at], _entries[at + 1], _entries[at + 2]) = ((byte)number, (byte)(number >> 8), (byte)(number >> 16));
        return new EncodedSeries(0, before);
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

        FreeNote(removed.At);
        segments.Release(ReferencesOf(removed));
        int end = removed.At + NoteSize;
        end += Protobuf.ReadVarint(_entries.AsSpan(end), out int runs);
        for (; runs > 0; runs--)
        {
            end += Protobuf.ReadVarint(_entries.AsSpan(end), out int run);
            _runs.Release(run);
        }

        _garbage += end - removed.At;
    }

    public void FreeAll()
    {
        for (int series = 0; series < _count; series++)
        {
            Free(this[series]);
        }

        _runs.Clear();
        _notes.Clear();
        (_places, _entries, _used, _count, _garbage, _last, _isFilled) = ([], [], 1, 0, 0, -1, false);
    }

    /// <summary>The references of a series' runs. They stay until the next call on this thread.</summary>
    public ReadOnlySpan<int> ReferencesOf(EncodedSeries series)
    {
        if (series.At == 0)
        {
            return default;
        }

        ReadOnlySpan<byte> entry = _entries.AsSpan(series.At + NoteSize);
        entry = entry[Protobuf.ReadVarint(entry, out int runs)..];
        int[] references = t_references ??= new int[LeastSize];
        if (references.Length < runs)
        {
            t_references = references = new int[runs];
        }

        for (int i = 0; i < runs; i++)
        {
            entry = entry[Protobuf.ReadVarint(entry, out int run)..];
            references[i] = _runs[run];
        }

        return references.AsSpan(0, runs);
    }

    /// <summary>Closes the gaps if they are most of the table, and gives up room that a first scrape left. Nothing may be staged: series move.</summary>
    public void Compact()
    {
        _runs.Trim();
        _notes.Trim();
        bool hasGaps = _garbage >= LeastGarbage && _garbage >= _used / 2;
        if (!hasGaps && (_isFilled || _count == 0))
        {
            return;
        }

        byte[] compact = new byte[_used - _garbage];
        int used = 1;
        for (int series = 0; series < _count; series++)
        {
            if (_places[series] is not 0 and var at)
            {
                ReadOnlySpan<byte> entry = EntryAt(at);
                entry.CopyTo(compact.AsSpan(used));
                _places[series] = used;
                used += entry.Length;
            }
        }

        Array.Resize(ref _places, _count);
        (_entries, _used, _garbage, _isFilled) = (compact, used, 0, true);
    }

    private ReadOnlySpan<byte> EntryAt(int at)
    {
        int end = at + NoteSize;
        end += Protobuf.ReadVarint(_entries.AsSpan(end), out int runs);
        for (; runs > 0; runs--)
        {
            end += Protobuf.ReadVarint(_entries.AsSpan(end), out _);
        }

        return _entries.AsSpan(at..end);
    }

    private SeriesNote? NoteAt(int at) => NoteNumber(at) is not 0 and var number ? _notes[number - 1] : null;

    private int NoteNumber(int at) => _entries[at] | (_entries[at + 1] << 8) | (_entries[at + 2] << 16);

    private void FreeNote(int at)
    {
        if (NoteNumber(at) is not 0 and var number)
        {
            _notes.Release(number - 1);
        }
    }

    private void Reserve(int series, int runs)
    {
        if (series >= _places.Length)
        {
            Array.Resize(ref _places, Grown(_places.Length, series + 1));
        }

        _count = Math.Max(_count, series + 1);
        int most = _used + NoteSize + ((1 + runs) * Protobuf.MostLengthBytes);
        if (most > _entries.Length)
        {
            Array.Resize(ref _entries, Grown(_entries.Length, most));
        }
    }

    // Tables grow in the first scrape, and are cut to size after it; then they hardly grow.
    private int Grown(int length, int least) => Math.Max(least, Math.Max(LeastSize, _isFilled ? length + (length / 4) : length * 2));
}
