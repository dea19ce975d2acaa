using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineDsl.Delivery;

/// <summary>The constant part of a piece of a request, compressed once: snappy elements with holes where values and the timestamp go.</summary>
/// <param name="elements">The elements; the holes lie in literals.</param>
/// <param name="gaps">The distance from the end of each value's hole, or from the beginning, to the next.</param>
/// <param name="timestampBytes">Where bytes of the timestamp go: place * 8 + number of the byte. All others are copies of these.</param>
/// <param name="length">The length of the piece when it is not compressed.</param>
internal sealed class FrameSegment(byte[] elements, ushort[] gaps, int[] timestampBytes, int length)
{
    /// <summary>The number of samples.</summary>
    public int Samples => gaps.Length;

    /// <summary>The length of the piece when it is not compressed.</summary>
    public int Length => length;

    public int Size => elements.Length;

    /// <summary>Writes the piece with values and timestamp in it.</summary>
    public void WriteTo(RequestBuffer output, ReadOnlySpan<double> values, long timestamp)
    {
        Span<byte> destination = output.Reserve(elements.Length)[..elements.Length];
        elements.CopyTo(destination);
        ref byte hole = ref MemoryMarshal.GetReference(destination);
        for (int i = 0; i < gaps.Length; i++)
        {
            hole = ref Unsafe.Add(ref hole, gaps[i]);
            long bits = BitConverter.DoubleToInt64Bits(values[i]);
            Unsafe.WriteUnaligned(ref hole, BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits));
            hole = ref Unsafe.Add(ref hole, sizeof(double));
        }

        Span<byte> varint = stackalloc byte[FrameTemplate.TimestampBytes];
        Protobuf.WriteVarint(varint, (ulong)timestamp);
        foreach (int place in timestampBytes)
        {
            destination[place >> 3] = varint[place & 7];
        }

        output.Advance(elements.Length);
    }
}
