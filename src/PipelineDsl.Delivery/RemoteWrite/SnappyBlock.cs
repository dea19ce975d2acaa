namespace PipelineDsl.Delivery;

/// <summary>The one place that knows how snappy blocks are made.</summary>
internal static class SnappyBlock
{
    private static readonly BoundedPool<SnappyEncoder> s_encoders = new(Environment.ProcessorCount, static _ => true);

    /// <summary>Compresses to a block.</summary>
    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<byte> source)
    {
        var block = new RequestBuffer();
        block.Advance(Protobuf.WriteVarint(block.Reserve(Protobuf.MostLengthBytes), (ulong)source.Length));
        EncodeElements(source, block);
        return block.Written.ToArray();
    }

    /// <summary>Compresses to a piece of a block: such pieces may follow each other.</summary>
    public static void EncodeElements(ReadOnlySpan<byte> source, RequestBuffer output)
    {
        SnappyEncoder encoder = s_encoders.Rent();
        encoder.Encode(source, output);
        s_encoders.Return(encoder);
    }
}
