using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Aes = System.Runtime.Intrinsics.X86.Aes;

namespace PipelineDsl.Scraping.Series;

/// <summary>64-bit hashes under a key that only this process knows: a target cannot prepare lines that are taken for each other.</summary>
internal static class LineHash
{
    private static readonly Vector128<byte> s_firstKey = RandomVector();
    private static readonly Vector128<byte> s_secondKey = RandomVector();
    private static readonly Vector128<byte> s_thirdKey = RandomVector();
    private static readonly Vector128<byte> s_roundKey = RandomVector();
    private static readonly ulong s_firstMultiplier = RandomVector().AsUInt64()[0] | 1;
    private static readonly ulong s_secondMultiplier = RandomVector().AsUInt64()[0] | 1;
    private static readonly ulong s_thirdMultiplier = RandomVector().AsUInt64()[0] | 1;

    /// <summary>Hashes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seed">What it depends on: equal texts with other seeds have other hashes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Compute(ReadOnlySpan<byte> text, ulong seed) =>
        Aes.IsSupported ? ComputeAes(text, seed) : ComputePortable(text, seed);

    /// <summary>Two AES rounds for each 16 bytes, on four lanes.</summary>
    public static ulong ComputeAes(ReadOnlySpan<byte> text, ulong seed)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        nint length = text.Length;
        // Multiplied by secrets, so that no byte of the text makes up for another seed or length.
        Vector128<byte> first =
            s_firstKey ^ Vector128.Create((seed + 1) * s_firstMultiplier, (ulong)length * s_secondMultiplier).AsByte();
        if (length < 16)
        {
            return Finish(Mix(first, LoadShort(ref start, (int)length)));
        }

        // Blocks that overlap cover any length without a loop over the rest.
        Vector128<byte> second = s_secondKey;
        if (length < 64)
        {
            second = Mix(second, Load(ref start, length - 16));
            if (length > 32)
            {
                first = Mix(first, Load(ref start, 16));
                second = Mix(second, Load(ref start, length - 32));
            }

            return Finish(Mix(first, Load(ref start, 0)) ^ second);
        }

        Vector128<byte> third = s_thirdKey;
        Vector128<byte> fourth = s_roundKey;
        nint last = length - 64;
        for (nint at = 0; at < last; at += 64)
        {
            first = Mix(first, Load(ref start, at));
            second = Mix(second, Load(ref start, at + 16));
            third = Mix(third, Load(ref start, at + 32));
            fourth = Mix(fourth, Load(ref start, at + 48));
        }

        first = Mix(first, Load(ref start, last));
        second = Mix(second, Load(ref start, last + 16));
        third = Mix(third, Load(ref start, last + 32));
        fourth = Mix(fourth, Load(ref start, last + 48));
        return Finish(first ^ second ^ third ^ fourth);
    }

    /// <summary>The same for processors without AES: 64 by 64 bit multiplications.</summary>
    public static ulong ComputePortable(ReadOnlySpan<byte> text, ulong seed)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        ulong hash = Multiply(seed ^ s_firstMultiplier, (ulong)text.Length ^ s_secondMultiplier);
        nint at = 0;
        for (; at + 16 < text.Length; at += 16)
        {
            Vector128<ulong> block = Load(ref start, at).AsUInt64();
            hash = Multiply(block[0] ^ s_secondMultiplier, block[1] ^ hash);
        }

        Vector128<ulong> tail = (text.Length < 16 ? LoadShort(ref start, text.Length) : Load(ref start, text.Length - 16)).AsUInt64();
        return Multiply(Multiply(tail[0] ^ s_thirdMultiplier, tail[1] ^ hash), hash ^ s_firstMultiplier);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Mix(Vector128<byte> state, Vector128<byte> block) =>
        Aes.Encrypt(Aes.Encrypt(state ^ block, s_roundKey), s_firstKey);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(Vector128<byte> state)
    {
        Vector128<ulong> mixed = Aes.Encrypt(Aes.Encrypt(state, s_secondKey), s_roundKey).AsUInt64();
        return mixed[0] ^ mixed[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load(ref byte start, nint at) => Vector128.LoadUnsafe(ref start, (nuint)at);

    // Two reads that overlap cover what is shorter than a block.
    private static Vector128<byte> LoadShort(ref byte start, int length)
    {
        if (length >= 8)
        {
            return Vector128.Create(Read<ulong>(ref start, 0), Read<ulong>(ref start, length - 8)).AsByte();
        }

        if (length >= 4)
        {
            return Vector128.Create(Read<uint>(ref start, 0), (ulong)Read<uint>(ref start, length - 4)).AsByte();
        }

        return length == 0
            ? Vector128<byte>.Zero
            : Vector128.Create(start, (ulong)((Unsafe.Add(ref start, length >> 1) << 8) | Unsafe.Add(ref start, length - 1))).AsByte();
    }

    private static T Read<T>(ref byte start, int at)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref start, at));

    private static ulong Multiply(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    private static Vector128<byte> RandomVector()
    {
        // From the system's generator too, and enough of it: 122 bits. RandomNumberGenerator would load OpenSSL, 4 MB, where nothing else needs it.
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes);
        return Vector128.Create<byte>(bytes);
    }
}
