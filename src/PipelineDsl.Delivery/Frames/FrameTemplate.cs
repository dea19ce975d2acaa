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

    private const long SomeTimestamp = 1L << 40;

    private readonly RequestBuffer _buffer = new();
    private ushort[] _places = new ushort[16 * 1024];

    public int Length { get; private set; }

    public int Capacity => _places.Length;

    public ReadOnlySpan<ushort> Places => _places.AsSpan(0, Length);

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
    public void AddVersion1(EncodedSeries series, ReadOnlySpan<int> runs, SegmentTable segments)
    {
        _buffer.Clear();
        Version1.WriteTimeSeries(_buffer, series.LabelsLength, runs, segments, SomeTimestamp, 0);
        AddSeries();
    }

    /// <summary>Adds a series of 2.0.</summary>
    public void AddVersion2(ReadOnlySpan<byte> head)
    {
        _buffer.Clear();
        Version2.WriteTimeSeries(_buffer, head, SomeTimestamp, 0);
        AddSeries();
    }

    // In both messages a sample is the last field, and ends with the value, a tag and the timestamp.
    private void AddSeries()
    {
        Add(_buffer.Written);
        _places.AsSpan(Length - TimestampBytes - 1 - sizeof(double), sizeof(double)).Fill(Value);
        for (int i = 0; i < TimestampBytes; i++)
        {
            _places[Length - TimestampBytes + i] = (ushort)(Timestamp + i);
        }
    }
}
