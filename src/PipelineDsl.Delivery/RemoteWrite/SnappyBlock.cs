namespace PipelineDsl.Delivery;

/// <summary>The one place that knows how snappy blocks are made.</summary>
internal static class SnappyBlock
{
    private const int MostKeptBytes = 4 * 1024 * 1024;

    private static readonly BoundedPool<SnappyEncoder> s_encoders = new(Environment.ProcessorCount, encoder => encoder.Capacity <= MostKeptBytes);

    /// <summary>Compresses into an array of its own.</summary>
    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<byte> source)
    {
        SnappyEncoder encoder = s_encoders.Rent();
        byte[] encoded = encoder.Encode(source).ToArray();
        s_encoders.Return(encoder);
        return encoded;
    }
}
