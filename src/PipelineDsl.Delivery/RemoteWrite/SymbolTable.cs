namespace PipelineDsl.Delivery;

/// <summary>The symbols of one remote-write 2.0 request: every text once, found by its number. Reused; not thread-safe.</summary>
/// <remarks>
/// Runs of labels are remembered with the numbers they came to, so a run that many series share is taken apart once a request.
/// Numbers go out in the order of use: what all series share comes first and has the numbers of one byte.
/// </remarks>
internal sealed class SymbolTable
{
    private const int MostKeptBytes = 1024 * 1024;

    private readonly Dictionary<int, (int Start, int Length)> _runs = [];
    private readonly RequestBuffer _fields = new();
    private readonly RequestBuffer _references = new();
    private readonly RequestBuffer _series = new();
    private readonly RequestBuffer _head = new();
    private int[] _slots = new int[256];
    private (int Hash, int Start, int Length)[] _symbols = new (int, int, int)[128];
    private int _freed;

    public SymbolTable() => Clear();

    /// <summary>The encoded field <c>symbols</c>, which begins with the empty text that number 0 must be.</summary>
    public ReadOnlySpan<byte> Fields => _fields.Written;

    public int Count { get; private set; }

    public int Capacity => _fields.Capacity + _references.Capacity;

    public static bool IsKept(SymbolTable table) => table.Capacity <= MostKeptBytes;

    /// <summary>The fields of a series beside its samples: the numbers of its names and values, and its note. They stay until the next call.</summary>
    public ReadOnlySpan<byte> HeadOf(in EncodedSeries series, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        _series.Clear();
        foreach (int run in runs)
        {
            _series.Write(ReferencesOf(run, segments));
        }

        _head.Clear();
        _head.WriteField(Version2.LabelReferencesTag, _series.Written);
        if (series.Note is { } note)
        {
            WriteNote(note, segments);
        }

        return _head.Written;
    }

    /// <summary>The number of a text, which is added if it is new.</summary>
    public int NumberOf(ReadOnlySpan<byte> text)
    {
        int hash = SeededHash.Of(text);
        int slot = hash & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            (int Hash, int Start, int Length) symbol = _symbols[_slots[slot] - 1];
            if (symbol.Hash == hash && _fields.Written.Slice(symbol.Start, symbol.Length).SequenceEqual(text))
            {
                return _slots[slot] - 1;
            }
        }

        _slots[slot] = Count + 1;
        Add(text, hash);
        return Count - 1;
    }

    public void Clear()
    {
        Count = 0;
        _runs.Clear();
        _fields.Clear();
        _references.Clear();
        Array.Clear(_slots);
        NumberOf(default);
    }

    private void WriteNote(SeriesNote note, SegmentTable segments)
    {
        if (note.Metadata is { } metadata)
        {
            ReadOnlySpan<byte> references = ReferencesOf(metadata.Run, segments);
            references = references[Protobuf.ReadVarint(references, out int help)..];
            Protobuf.ReadVarint(references, out int unit);
            _series.Clear();
            _series.WriteNumber(Version2.MetadataTypeTag, (ulong)metadata.Metadata.Kind);
            _series.WriteNumber(Version2.MetadataHelpTag, (ulong)help);
            _series.WriteNumber(Version2.MetadataUnitTag, (ulong)unit);
            _head.WriteField(Version2.MetadataTag, _series.Written);
        }

        if (note.Created != 0)
        {
            _head.WriteNumber(Version2.CreatedTag, (ulong)note.Created);
        }
    }

    private ReadOnlySpan<byte> ReferencesOf(int run, SegmentTable segments)
    {
        if (segments.Freed is var freed && freed != _freed)
        {
            // A freed reference may by now stand for another run.
            _runs.Clear();
            _references.Clear();
            _freed = freed;
        }

        if (!_runs.TryGetValue(run, out (int Start, int Length) place))
        {
            place.Start = _references.Length;
            for (ReadOnlySpan<byte> rest = segments.Read(run); !rest.IsEmpty;)
            {
                ReadOnlySpan<byte> label = Version1.FirstLabel(rest);
                rest = rest[label.Length..];
                Utf8Label parts = Version1.ReadLabel(label);
                Refer(NumberOf(parts.Name));
                Refer(NumberOf(parts.Value));
            }

            place.Length = _references.Length - place.Start;
            _runs.Add(run, place);
        }

        return _references.Written.Slice(place.Start, place.Length);
    }

    private void Refer(int number) => _references.Advance(Protobuf.WriteVarint(_references.Reserve(Protobuf.MostLengthBytes), (ulong)number));

    private void Add(ReadOnlySpan<byte> text, int hash)
    {
        if (Count == _symbols.Length)
        {
            Array.Resize(ref _symbols, Count * 2);
        }

        _fields.Advance(Protobuf.WriteText(_fields.Reserve(1 + Protobuf.MostLengthBytes + text.Length), Version2.SymbolTag, text));
        _symbols[Count++] = (hash, _fields.Length - text.Length, text.Length);
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            int slot = _symbols[i].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }
}
