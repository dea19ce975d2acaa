namespace PipelineDsl.Delivery;

/// <summary>Walks over the fields of a small message that a receiver sent. What is broken ends the walk.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    public int Field { get; private set; }

    /// <summary>The value of a field that is a number; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>The value of a field that is a text, bytes or a message; else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool Next()
    {
        Number = 0;
        Bytes = default;
        if (!TryReadVarint(out ulong tag))
        {
            return false;
        }

        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        switch (tag & 7)
        {
            case 0:
                bool isNumber = TryReadVarint(out ulong number);
                Number = number;
                return isNumber;
            case 1:
                return TrySkip(8);
            case 2:
                if (!TryReadVarint(out ulong length) || length > (ulong)_rest.Length)
                {
                    return false;
                }

                Bytes = _rest[..(int)length];
                return TrySkip((int)length);
            case 5:
                return TrySkip(4);
            default:
                return false;
        }
    }

    private bool TrySkip(int length)
    {
        bool fits = length <= _rest.Length;
        _rest = fits ? _rest[length..] : default;
        return fits;
    }

    private bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(_rest.Length, 10); i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
