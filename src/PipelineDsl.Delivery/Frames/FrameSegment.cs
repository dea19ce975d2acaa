using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineDsl.Delivery;

/// <summary>The constant part of a piece of a request, compressed once: snappy elements with holes where values and the timestamp go.</summary>
/// <param name="elements">The elements; the holes lie in literals.</param>
/// <param name="gaps">The distance from the end of each value's hole, or from the beginning, to the next, from <see cref="Gap"/>.</param>
/// <param name="timestampBytes">Where bytes of the timestamp go: place * 8 + number of the byte. All others are copies of these.</param>
/// <param name="length">The length of the piece when it is not compressed.</param>
internal sealed class FrameSegment(byte[] elements, ushort[] gaps, int[] timestampBytes, int length)
{
    /// <summary>The widest gap.</summary>
    public const int MostGap = ushort.MaxValue >> 1;

    /// <summary>The number of samples.</summary>
    public int Samples => gaps.Length;

    /// <summary>The length of the piece when it is not compressed.</summary>
    public int Length => length;

    public int Size => elements.Length;

    /// <summary>How often values came that did not fit.</summary>
    public int Misfits { get; set; }

    public static ushort Gap(int distance, bool isNarrow) => (ushort)((distance << 1) | (isNarrow ? 1 : 0));

    /// <summary>Whether only the upper half of a value has a hole.</summary>
    public bool IsNarrow(int value) => (gaps[value] & 1) != 0;

    /// <summary>Writes the piece with values and timestamp in it.</summary>
    /// <returns>Whether the values fit; else nothing was written.</returns>
    public bool TryWriteTo(RequestBuffer output, ReadOnlySpan<double> values, long timestamp)
    {
        Span<byte> destination = output.Reserve(elements.Length)[..elements.Length];
        elements.CopyTo(destination);
        ref byte hole = ref MemoryMarshal.GetReference(destination);
        uint lost = 0;
        for (int i = 0; i < gaps.Length; i++)
        {
            hole = ref Unsafe.Add(ref hole, gaps[i] >> 1);
            long bits = BitConverter.DoubleToInt64Bits(values[i]);
            if ((gaps[i] & 1) != 0)
            {
                lost |= (uint)bits;
                uint upper = (uint)(bits >>> 32);
                Unsafe.WriteUnaligned(ref hole, BitConverter.IsLittleEndian ? upper : BinaryPrimitives.ReverseEndianness(upper));
                hole = ref Unsafe.Add(ref hole, FrameTemplate.NarrowBytes);
            }
            else
            {
                Unsafe.WriteUnaligned(ref hole, BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits));
                hole = ref Unsafe.Add(ref hole, sizeof(double));
            }
        }

        if (lost != 0)
        {
            return false;
        }

        Span<byte> varint = stackalloc byte[FrameTemplate.TimestampBytes];
        Protobuf.WriteVarint(varint, (ulong)timestamp);
        foreach (int place in timestampBytes)
        {
            destination[place >> 3] = varint[place & 7];
        }

        output.Advance(elements.Length);
        return true;
    }
}
