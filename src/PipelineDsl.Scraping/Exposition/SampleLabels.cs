using PipelineDsl.Runtime;
using System.Buffers.Binary;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>The labels of a sample as they are meant, <c>__name__</c> among them: unescaped, with boundaries in their one form.</summary>
/// <remarks>Kept between samples, so that filling it does not allocate. Names may repeat and values may be empty: the target exposed them so.</remarks>
internal sealed class SampleLabels
{
    private const int HeaderLength = 2 * sizeof(int);

    private readonly LabelSlices _slices = new();
    private byte[] _bytes = new byte[512];
    private int _length;

    /// <summary>How many labels there are.</summary>
    public int Count => _slices.Count;

    /// <summary>Names and values in the order they came in, with their lengths: what is equal here is the same series.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>A label by its place.</summary>
    public Utf8Label this[int index]
    {
        get
        {
            LabelSlice slice = _slices.Span[index];
            return new Utf8Label(
                _bytes.AsSpan(slice.NameStart, slice.NameEnd - slice.NameStart), _bytes.AsSpan(slice.ValueStart, slice.ValueEnd - slice.ValueStart));
        }
    }

    /// <summary>Forgets all labels behind the first ones. Not after <see cref="Sort"/>.</summary>
    public void Truncate(int count)
    {
        _slices.Truncate(count);
        _length = count == 0 ? 0 : _slices.Span[count - 1].ValueEnd;
    }

    /// <summary>Adds a label.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, value, default);

    /// <summary>Adds a label whose value is in two parts.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> suffix)
    {
        Span<byte> room = Reserve(name.Length + value.Length + suffix.Length);
        name.CopyTo(room);
        value.CopyTo(room[name.Length..]);
        suffix.CopyTo(room[(name.Length + value.Length)..]);
        Commit(name.Length, value.Length + suffix.Length);
    }

    /// <summary>Adds a label as a text format has it.</summary>
    public void AddEscaped(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, MetricKind kind)
    {
        Span<byte> room = Reserve(name.Length + Math.Max(value.Length, BoundaryText.MaxLength));
        int nameLength = EscapedText.Unescape(name, room);
        Span<byte> plain = room[nameLength..];
        int length = EscapedText.Unescape(value, plain);
        Span<byte> boundary = stackalloc byte[BoundaryText.MaxLength];
        if (BoundaryText.IsBoundary(kind, room[..nameLength]) && BoundaryText.TryNormalize(plain[..length], boundary, out int written))
        {
            boundary[..written].CopyTo(plain);
            length = written;
        }

        Commit(nameLength, length);
    }

    /// <summary>The value of the first label of a name.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (int i = 0; i < Count; i++)
        {
            Utf8Label label = this[i];
            if (label.Name.SequenceEqual(name))
            {
                value = label.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Orders the labels by name; labels of one name stay in the order they came in.</summary>
    public void Sort() => _slices.Sort(_bytes.AsMemory(0, _length));

    // Behind the room for both lengths, which keep neighbours apart in Bytes: without them a="bc" would be ab="c".
    private Span<byte> Reserve(int length)
    {
        int needed = _length + HeaderLength + length;
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }

        return _bytes.AsSpan(_length + HeaderLength, length);
    }

    private void Commit(int nameLength, int valueLength)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), nameLength);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length + sizeof(int)), valueLength);
        int name = _length + HeaderLength;
        int value = name + nameLength;
        _length = value + valueLength;
        _slices.Add(new LabelSlice { NameStart = name, NameEnd = value, ValueStart = value, ValueEnd = _length });
    }
}
