namespace PipelineDsl.Delivery;

/// <summary>A growing array that a request is written into.</summary>
internal sealed class RequestBuffer
{
    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>What was written, for those who read it later.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>What was written, to be changed.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Room for at least so many bytes behind what was written; <see cref="Advance"/> says how many it took.</summary>
    public Span<byte> Reserve(int length)
    {
        if (Length + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + length, _bytes.Length * 2));
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int length) => Length += length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Clear() => Length = 0;
}
