using System.Buffers.Binary;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Walks over the fields of a protobuf message. Nothing is copied; nothing in the message makes it allocate or recurse.</summary>
internal ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _end;
    private int _at;

    /// <summary>Starts at the beginning of a message.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="start">Where the message begins.</param>
    /// <param name="end">Where it ends.</param>
    public WireReader(ReadOnlySpan<byte> body, int start, int end)
    {
        _body = body;
        (_at, _end) = (start, end);
    }

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>How the field is written.</summary>
    public WireType Type { get; private set; }

    /// <summary>Where the content of a field of <see cref="WireType.Length"/> begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>The content of a field of <see cref="WireType.Varint"/>, <see cref="WireType.Fixed64"/> or <see cref="WireType.Fixed32"/>.</summary>
    public ulong Bits { get; private set; }

    /// <summary>Where the reader stands.</summary>
    public readonly int Position => _at;

    /// <summary>Whether the message goes on.</summary>
    public readonly bool HasMore => _at < _end;

    /// <summary>Why the message is not valid.</summary>
    public ExpositionError? Error { get; private set; }

    /// <summary>The field's content as a number of its own type.</summary>
    public readonly double Double => BitConverter.UInt64BitsToDouble(Bits);

    /// <summary>The content of a field of <see cref="WireType.Length"/>.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _body[Start..End];

    /// <summary>A number that was written in zigzag.</summary>
    public static long ZigZag(ulong bits) => (long)(bits >> 1) ^ -(long)(bits & 1);

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one; if not, <see cref="Error"/> says whether the message ended there.</returns>
    public bool MoveNext()
    {
        if (_at >= _end || !TryReadTag())
        {
            return false;
        }

        return Type == WireType.StartGroup ? SkipGroup() : ReadContent();
    }

    /// <summary>Whether the field is written as its kind demands; if not, the message is not valid.</summary>
    public bool Is(WireType type) => Type == type || Fail($"field {Field} has the wire type {(int)Type} instead of {(int)type}");

    /// <summary>A walk over the message in the field.</summary>
    public readonly WireReader Enter() => new(_body, Start, End);

    /// <summary>Takes over what was wrong in a message within this one.</summary>
    /// <returns>Whether nothing was.</returns>
    public bool Leave(in WireReader inner) => (Error ??= inner.Error) is null;

    /// <summary>Takes the error back: it is dealt with elsewhere.</summary>
    public void Forget() => Error = null;

    /// <summary>Says that the message is not valid.</summary>
    /// <returns><see langword="false"/>.</returns>
    public bool Fail(string message)
    {
        Error ??= new ExpositionError(message, _at, IsBinary: true);
        return false;
    }

    /// <summary>Reads a plain number: for lengths before messages and numbers that stand packed one behind the other.</summary>
    public bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_at >= _end)
            {
                return Fail("the message ends within a number");
            }

            byte c = _body[_at++];
            value |= (ulong)(c & 0x7f) << shift;
            if (c < 0x80)
            {
                return true;
            }
        }

        return Fail("a number has more than 10 bytes");
    }

    /// <summary>Reads eight bytes: for numbers that stand packed one behind the other.</summary>
    public bool TryReadFixed64(out ulong value)
    {
        value = 0;
        if (_end - _at < sizeof(ulong))
        {
            return Fail("the message ends within a number");
        }

        value = BinaryPrimitives.ReadUInt64LittleEndian(_body[_at..]);
        _at += sizeof(ulong);
        return true;
    }

    private bool TryReadTag()
    {
        if (!TryReadVarint(out ulong tag))
        {
            return false;
        }

        (Field, Type) = ((int)(uint)(tag >> 3), (WireType)(tag & 7));
        return Field > 0 || Fail($"a field has the number {Field}");
    }

    private bool ReadContent()
    {
        switch (Type)
        {
            case WireType.Varint:
                bool isRead = TryReadVarint(out ulong varint);
                Bits = varint;
                return isRead;
            case WireType.Fixed64:
                isRead = TryReadFixed64(out ulong bits);
                Bits = bits;
                return isRead;
            case WireType.Fixed32 when _end - _at >= sizeof(uint):
                Bits = BinaryPrimitives.ReadUInt32LittleEndian(_body[_at..]);
                _at += sizeof(uint);
                return true;
            case WireType.Fixed32:
                return Fail("the message ends within a number");
            case WireType.Length:
                if (!TryReadVarint(out ulong length))
                {
                    return false;
                }

                // Compared before it is added: a length may be as large as it likes.
                if (length > (ulong)(_end - _at))
                {
                    return Fail($"field {Field} says it has {length} bytes, but {_end - _at} are left");
                }

                (Start, End) = (_at, _at + (int)length);
                _at = End;
                return true;
            default:
                return Fail($"field {Field} has the wire type {(int)Type}");
        }
    }

    // Groups may be nested as deep as the body is long: counted, not descended into.
    private bool SkipGroup()
    {
        int field = Field;
        for (int depth = 1; depth > 0;)
        {
            if (_at >= _end)
            {
                return Fail($"the group {field} does not end");
            }

            if (!TryReadTag())
            {
                return false;
            }

            if (Type == WireType.StartGroup)
            {
                depth++;
            }
            else if (Type == WireType.EndGroup)
            {
                depth--;
            }
            else if (!ReadContent())
            {
                return false;
            }
        }

        (Field, Type) = (field, WireType.StartGroup);
        return true;
    }
}
