using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PipelineDsl.Patterns;

/// <summary>Tells whether a text is one of several literals: by its length, then by its first and last eight bytes in a hash table.</summary>
internal sealed class LiteralSetMatcher : TextMatcher
{
    // Of longer texts only that they are longer is told.
    private const int MaxLength = 63;

    private readonly ulong _lengths;
    private readonly Entry[] _entries;
    private readonly int _shift;

    public LiteralSetMatcher(IReadOnlyList<byte[]> literals)
    {
        // Half of it at least is empty, so a search ends soon.
        _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)literals.Count * 2)];
        _shift = 64 - BitOperations.Log2((uint)_entries.Length);
        foreach (byte[] literal in literals)
        {
            _lengths |= 1UL << Math.Min(literal.Length, MaxLength);
            ulong first = TextWords.First(literal);
            ulong last = LastOf(literal);
            int at = HomeOf(literal, first, last);
            while (_entries[at].Literal is not null)
            {
                at = (at + 1) & (_entries.Length - 1);
            }

            _entries[at] = new Entry { First = first, Last = last, Literal = literal };
        }
    }

    public override bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        if (((_lengths >> Math.Min(utf8.Length, MaxLength)) & 1) == 0)
        {
            return false;
        }

        ulong first = TextWords.First(utf8);
        ulong last = LastOf(utf8);
        Entry[] entries = _entries;
        for (int at = HomeOf(utf8, first, last); ; at++)
        {
            ref readonly Entry entry = ref entries[at & (entries.Length - 1)];
            if (entry.Literal is null)
            {
                return false;
            }

            if (entry.First == first && entry.Last == last && entry.Literal.Length == utf8.Length
                && (utf8.Length <= 2 * TextWords.Size || utf8.SequenceEqual(entry.Literal)))
            {
                return true;
            }
        }
    }

    // A word says all of a short text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LastOf(ReadOnlySpan<byte> text) => text.Length > TextWords.Size ? TextWords.Last(text) : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HomeOf(ReadOnlySpan<byte> text, ulong first, ulong last)
    {
        const ulong Mix = 0x9E37_79B9_7F4A_7C15;
        ulong hash = first ^ BitOperations.RotateLeft(last, 23) ^ (uint)text.Length;
        if (text.Length > 2 * TextWords.Size)
        {
            hash ^= Middle(text);
        }

        return (int)((hash * Mix) >> _shift);
    }

    // Literals that begin and end alike must not all have one home.
    private static ulong Middle(ReadOnlySpan<byte> text)
    {
        const ulong Mix = 0xC2B2_AE3D_27D4_EB4F;
        ulong hash = 0;
        for (int at = TextWords.Size; at < text.Length - TextWords.Size; at += TextWords.Size)
        {
            int start = Math.Min(at, text.Length - TextWords.Size);
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[start..])) * Mix, 31);
        }

        return hash;
    }

    private struct Entry
    {
        public ulong First;
        public ulong Last;
        public byte[]? Literal;
    }
}
