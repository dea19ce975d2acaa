using System.Buffers.Binary;
using System.Numerics;

namespace PipelineDsl.Delivery;

/// <summary>Hashes bytes, differently in every process.</summary>
internal static class SeededHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64();

    // Eight bytes at a step; the seed keeps those who choose label values from choosing their places.
    public static int Of(ReadOnlySpan<byte> segment)
    {
        ulong hash = s_seed ^ (ulong)segment.Length;
        for (; segment.Length >= sizeof(ulong); segment = segment[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(segment));
        }

        ulong rest = 0;
        foreach (byte b in segment)
        {
            rest = (rest << 8) | b;
        }

        hash = Mix(hash, rest);
        return (int)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong hash, ulong next)
    {
        ulong high = Math.BigMul(hash ^ next, Multiplier, out ulong low);
        return high ^ low ^ BitOperations.RotateLeft(hash, 23);
    }
}
