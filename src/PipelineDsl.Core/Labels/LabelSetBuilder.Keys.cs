using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PipelineDsl;

public sealed partial class LabelSetBuilder
{
    private const uint NoKey = 0;
    private const int HeadShift = 25;

    // Where the entries of each key's first bits begin, as a number from 1; 0 is none.
    private readonly int[] _heads = new int[1 << (32 - HeadShift)];

    /// <summary>The value of a label whose key is known; empty when it is absent.</summary>
    internal ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name, uint key)
    {
        int at = IndexOf(name, key);
        return at < 0 ? default : Value(_entries[at]);
    }

    private int IndexOf(ReadOnlySpan<byte> name, uint key)
    {
        int next = _heads[key >> HeadShift];
        while (next != 0)
        {
            ref readonly Entry entry = ref _entries[next - 1];
            if (entry.Key == key && Name(entry).SequenceEqual(name))
            {
                return next - 1;
            }

            next = entry.Next;
        }

        return -1;
    }

    /// <summary>A number for a name, never <see cref="NoKey"/>: of its length and its end, since names of one kind begin alike.</summary>
    /// <remarks>Inlined, since it is a constant where the name is one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint KeyOf(ReadOnlySpan<byte> name)
    {
        const ulong Mix = 0x9E37_79B9_7F4A_7C15;
        ulong end = name.Length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]),
            >= 4 => ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]),
            > 0 => ((ulong)name[0] << 16) | ((ulong)name[name.Length / 2] << 8) | name[^1],
            _ => 0,
        };
        return (uint)(((end + (uint)name.Length) * Mix) >> 32) | 1;
    }
}
