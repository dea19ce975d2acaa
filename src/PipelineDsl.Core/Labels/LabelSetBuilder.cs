using System.Runtime.CompilerServices;
using System.Text;

namespace PipelineDsl;

/// <summary>A label set being changed: what relabel rules work on. Reuse one instance; it is not thread-safe.</summary>
/// <remarks>
/// Order follows Prometheus' builder, since <c>labelmap</c> makes it visible: labels of the set it began with in order of name, then
/// labels set since then in the order they were first set. Spans handed out stay readable until the next <see cref="Reset(LabelSet)"/>.
/// </remarks>
public sealed partial class LabelSetBuilder
{
    private byte[] _text = new byte[1024];
    private int _textLength;
    private Entry[] _entries = new Entry[32];
    private LabelSet _origin = LabelSet.Empty;
    private int _baseCount;
    private int _goneCount;
    private int _count;
    private byte[] _joined = new byte[256];

    /// <summary>Creates a builder without labels.</summary>
    public LabelSetBuilder()
    {
    }

    /// <summary>Creates a builder that holds the labels of a set.</summary>
    public LabelSetBuilder(LabelSet labels) => Reset(labels);

    /// <summary>Forgets all labels.</summary>
    public void Reset() => Reset(LabelSet.Empty);

    /// <summary>Starts again from the labels of a set.</summary>
    public void Reset(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        _origin = labels;
        _count = _goneCount = 0;
        Array.Clear(_heads);

        // All texts at once: entries may point into the set's own layout.
        ReadOnlySpan<byte> encoded = labels.Encoded;
        Grow(ref _text, 0, encoded.Length);
        encoded.CopyTo(_text);
        _textLength = encoded.Length;
        for (int at = 0; at < encoded.Length;)
        {
            int nameLength = LabelEncoding.ReadLength(encoded, ref at);
            int name = at;
            at += nameLength;
            int valueLength = LabelEncoding.ReadLength(encoded, ref at);
            Add(KeyOf(encoded.Slice(name, nameLength)), name, nameLength, at, valueLength);
            at += valueLength;
        }

        _baseCount = _count;
    }

    /// <summary>The value of a label; empty when it is absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Get(ReadOnlySpan<byte> name) => Find(name, KeyOf(name));

    /// <summary>Sets a label; an empty value removes it.</summary>
    public void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            Remove(name);
            return;
        }

        uint key = KeyOf(name);
        int at = IndexOf(name, key);
        if (at >= _baseCount)
        {
            (_entries[at].Value, _entries[at].ValueLength) = (Store(value), value.Length);
            return;
        }

        if (at >= 0)
        {
            RemoveAt(at);
        }

        Add(key, Store(name), name.Length, Store(value), value.Length);
    }

    /// <summary>Sets a label from text; an empty value removes it.</summary>
    public void Set(string name, string value) => Set(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));

    /// <summary>Removes a label if it is there.</summary>
    public void Remove(ReadOnlySpan<byte> name)
    {
        int at = IndexOf(name, KeyOf(name));
        if (at >= 0)
        {
            RemoveAt(at);
        }
    }

    /// <summary>The values of several labels with a separator between them; absent labels count as empty.</summary>
    /// <remarks>The result stays readable until the next call.</remarks>
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte[]> names, ReadOnlySpan<byte> separator)
    {
        if (names.Length == 1)
        {
            return Get(names[0]);
        }

        int length = 0;
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<byte> value = Get(names[i]);
            Grow(ref _joined, length, separator.Length + value.Length);
            if (i > 0)
            {
                separator.CopyTo(_joined.AsSpan(length));
                length += separator.Length;
            }

            value.CopyTo(_joined.AsSpan(length));
            length += value.Length;
        }

        return _joined.AsSpan(0, length);
    }

    /// <summary>The values of two labels with a separator between them; absent labels count as empty.</summary>
    /// <remarks>The result stays readable until the next call.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> separator, ReadOnlySpan<byte> second) =>
        JoinValues(Get(first), separator, Get(second));

    /// <summary>The labels as an immutable set: the one it began with, if they are as they were. That allocates nothing.</summary>
    public LabelSet ToLabelSet()
    {
        if (_count == _baseCount && _goneCount == 0)
        {
            return _origin;
        }

        Span<Entry> live = _snapshot.Length >= _count ? _snapshot : _snapshot = new Entry[_entries.Length];
        int count = 0;
        int size = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_entries[i].IsGone)
            {
                live[count++] = _entries[i];
                size += LabelEncoding.SizeOf(_entries[i].NameLength) + LabelEncoding.SizeOf(_entries[i].ValueLength);
            }
        }

        if (count == 0)
        {
            return LabelSet.Empty;
        }

        live = live[..count];
        Sort(live);
        if (size == _origin.Encoded.Length && IsOrigin(live))
        {
            return _origin;
        }

        byte[] encoded = new byte[size];
        Span<byte> rest = encoded;
        foreach (Entry entry in live)
        {
            rest = LabelEncoding.Write(rest, Name(entry));
            rest = LabelEncoding.Write(rest, Value(entry));
        }

        return new LabelSet(encoded, count);
    }

    // Rules often set labels to the values that they have.
    private bool IsOrigin(ReadOnlySpan<Entry> entries)
    {
        int at = 0;
        foreach (Utf8Label label in _origin)
        {
            if (at == entries.Length || !Name(entries[at]).SequenceEqual(label.Name) || !Value(entries[at]).SequenceEqual(label.Value))
            {
                return false;
            }

            at++;
        }

        return at == entries.Length;
    }

    // The labels of the set it began with are in order, and what rules add is few: each is put where it belongs.
    private void Sort(Span<Entry> entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            Entry entry = entries[i];
            ReadOnlySpan<byte> name = Name(entry);
            if (Name(entries[i - 1]).SequenceCompareTo(name) < 0)
            {
                continue;
            }

            int low = 0;
            int high = i - 1;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (Name(entries[middle]).SequenceCompareTo(name) < 0)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            entries[low..i].CopyTo(entries[(low + 1)..]);
            entries[low] = entry;
        }
    }

    // It leaves a gap: the others keep their places, and set again the label comes last.
    private void RemoveAt(int at)
    {
        _entries[at].Key = NoKey;
        _goneCount++;
    }

    private void Add(uint key, int name, int nameLength, int value, int valueLength)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
        }

        ref int head = ref _heads[key >> HeadShift];
        _entries[_count++] = new Entry { Key = key, Next = head, Name = name, NameLength = nameLength, Value = value, ValueLength = valueLength };
        head = _count;
    }

    private ReadOnlySpan<byte> JoinValues(ReadOnlySpan<byte> first, ReadOnlySpan<byte> separator, ReadOnlySpan<byte> second)
    {
        int length = first.Length + separator.Length + second.Length;
        Grow(ref _joined, 0, length);
        first.CopyTo(_joined);
        separator.CopyTo(_joined.AsSpan(first.Length));
        second.CopyTo(_joined.AsSpan(first.Length + separator.Length));
        return _joined.AsSpan(0, length);
    }

    private int Store(ReadOnlySpan<byte> text)
    {
        Grow(ref _text, _textLength, text.Length);
        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
        return _textLength - text.Length;
    }

    private static void Grow(ref byte[] buffer, int used, int more)
    {
        if (used + more > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(used + more, buffer.Length * 2));
        }
    }

    private ReadOnlySpan<byte> Name(in Entry entry) => _text.AsSpan(entry.Name, entry.NameLength);

    private ReadOnlySpan<byte> Value(in Entry entry) => _text.AsSpan(entry.Value, entry.ValueLength);

    private struct Entry
    {
        public uint Key;
        public int Next;
        public int Name;
        public int NameLength;
        public int Value;
        public int ValueLength;

        public readonly bool IsGone => Key == NoKey;
    }
}
