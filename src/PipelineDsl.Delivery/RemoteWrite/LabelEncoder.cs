namespace PipelineDsl.Delivery;

/// <summary>Turns a series' labels into the label part of a time series message, cut into runs. Reused; not thread-safe.</summary>
/// <remarks>
/// External labels come in where the series has none of the same name. Labels for internal use, whose names begin with two underscores,
/// stay out except the metric's name. The order is that of the names' bytes, as both sets have it.
/// </remarks>
internal sealed class LabelEncoder
{
    private byte[] _bytes = new byte[512];
    private byte[] _previous = new byte[512];
    private int[] _ends = new int[32];
    private int _length;
    private int _previousLength;
    private int _count;

    /// <summary>The labels encoded last.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Where the runs end: <see cref="Encode"/> makes one of each label, <see cref="Cut"/> joins what may stay together.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, _count);

    public void Encode(LabelSet labels, LabelSet externalLabels)
    {
        _length = _previousLength = _count = 0;
        LabelSet.Enumerator own = labels.GetEnumerator();
        LabelSet.Enumerator external = externalLabels.GetEnumerator();
        bool hasOwn = own.MoveNext();
        bool hasExternal = external.MoveNext();
        while (hasOwn || hasExternal)
        {
            int order = !hasOwn ? 1 : !hasExternal ? -1 : own.Current.Name.SequenceCompareTo(external.Current.Name);
            Add(order <= 0 ? own.Current : external.Current);
            if (order <= 0)
            {
                hasOwn = own.MoveNext();
            }

            if (order >= 0)
            {
                hasExternal = external.MoveNext();
            }
        }
    }

    /// <summary>Adds a piece of the labels that the series defined before this one has.</summary>
    public void AddPrevious(ReadOnlySpan<byte> piece)
    {
        Grow(ref _previous, _previousLength + piece.Length);
        piece.CopyTo(_previous.AsSpan(_previousLength));
        _previousLength += piece.Length;
    }

    /// <summary>Joins neighbours that the previous series has side by side too: the labels of the target, which all its series share.</summary>
    /// <remarks>The metric's name stays alone, because other targets have it too; so do labels that only this series has.</remarks>
    public void Cut()
    {
        ReadOnlySpan<byte> previous = _previous.AsSpan(0, _previousLength);
        int runs = 0;
        bool mayJoin = false;
        bool joinedShares = false;
        for (int i = 0, start = 0; i < _count; start = _ends[i++])
        {
            ReadOnlySpan<byte> label = _bytes.AsSpan(start, _ends[i] - start);
            ReadOnlySpan<byte> name = Version1.NameOfLabel(label);
            bool skipped = false;
            while (!previous.IsEmpty && Version1.NameOfLabel(Version1.FirstLabel(previous)).SequenceCompareTo(name) < 0)
            {
                previous = previous[Version1.FirstLabel(previous).Length..];
                skipped = true;
            }

            bool isShared = previous.StartsWith(label);
            bool isName = name.SequenceEqual("__name__"u8);
            runs = mayJoin && !isName && isShared == joinedShares && !(isShared && skipped) ? runs : runs + 1;
            _ends[runs - 1] = _ends[i];
            (mayJoin, joinedShares) = (!isName, isShared);
            previous = isShared ? previous[label.Length..] : previous;
        }

        _count = runs;
    }

    private void Add(Utf8Label label)
    {
        if (label.Value.IsEmpty || (label.Name.StartsWith("__"u8) && !label.Name.SequenceEqual("__name__"u8)))
        {
            return;
        }

        int end = _length + Version1.SizeOfLabel(label);
        Grow(ref _bytes, end);
        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, _count * 2);
        }

        Version1.WriteLabel(_bytes.AsSpan(_length), label);
        _length = end;
        _ends[_count++] = end;
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(length, buffer.Length * 2));
        }
    }
}
