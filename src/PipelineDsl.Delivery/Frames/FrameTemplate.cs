namespace PipelineDsl.Delivery;

/// <summary>A piece of a request before compression, in which values and timestamps are not bytes but places. Reused; not thread-safe.</summary>
internal sealed class FrameTemplate
{
    /// <summary>A timestamp takes six bytes from the year 1971 to the year 2109.</summary>
    public const int TimestampBytes = 6;

    /// <summary>Stands for a byte of a value; it equals no byte.</summary>
    public const ushort Value = 0x100;

    /// <summary>Stands for the first byte of the timestamp; the others follow.</summary>
    public const ushort Timestamp = 0x200;

    /// <summary>The bytes of a narrow value that change: the upper ones.</summary>
    public const int NarrowBytes = sizeof(double) / 2;

    private const long SomeTimestamp = 1L << 40;

    private readonly RequestBuffer _buffer = new();
    private ushort[] _places = new ushort[16 * 1024];

    public int Length { get; private set; }

    public int Capacity => _places.Length;

    public ReadOnlySpan<ushort> Places => _places.AsSpan(0, Length);

    /// <summary>Whether the lower half of a value is zero, as it is for whole numbers up to two million.</summary>
    public static bool IsNarrow(double value) => (uint)BitConverter.DoubleToInt64Bits(value) == 0;

    public static bool Fits(long timestamp) => timestamp is >= (1L << 35) and < (1L << 42);

    public void Clear() => Length = 0;

    /// <summary>Adds bytes that do not change.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _places.Length)
        {
            Array.Resize(ref _places, Math.Max(Length + bytes.Length, _places.Length * 2));
        }

        Span<ushort> places = _places.AsSpan(Length, bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            places[i] = bytes[i];
        }

        Length += bytes.Length;
    }

    /// <summary>Adds a series of 1.0.</summary>
    public void AddVersion1(ReadOnlySpan<int> runs, SegmentTable segments, bool isNarrow)
    {
        _buffer.Clear();
        Version1.WriteTimeSeries(_buffer, runs, segments, SomeTimestamp, 0);
        Add(_buffer.Written);

        // A sample is the last field, and ends with the value, a tag and the timestamp.
        int timestamp = Length - TimestampBytes;
        MarkSample(timestamp - 1 - sizeof(double), timestamp, isNarrow);
    }

    /// <summary>Adds a series of 2.0.</summary>
    public void AddVersion2(ReadOnlySpan<byte> head, bool isNarrow)
    {
        _buffer.Clear();
        Version2.WriteTimeSeries(_buffer, head, SomeTimestamp, 0);
        Add(_buffer.Written);

        // A sample comes before the head, and is the timestamp, a tag and the value.
        int value = Length - head.Length - sizeof(double);
        MarkSample(value, value - 1 - TimestampBytes, isNarrow);
    }

    private void MarkSample(int value, int timestamp, bool isNarrow)
    {
        // The lower half stays, as zeros.
        int constant = isNarrow ? NarrowBytes : 0;
        _places.AsSpan(value + constant, sizeof(double) - constant).Fill(Value);
        for (int i = 0; i < TimestampBytes; i++)
        {
            _places[timestamp + i] = (ushort)(Timestamp + i);
        }
    }
}
