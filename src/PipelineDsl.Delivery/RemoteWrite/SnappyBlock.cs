namespace PipelineDsl.Delivery;

/// <summary>The one place that knows how snappy blocks are made.</summary>
internal static class SnappyBlock
{
    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<byte> source) => IronSnappy.Snappy.Encode(source);
}
