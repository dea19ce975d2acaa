using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>One range for each byte of a code point; all combinations are valid UTF-8, and together a range of code points.</summary>
internal readonly struct Utf8Sequence
{
    private readonly uint _lows;
    private readonly uint _highs;

    private Utf8Sequence(int low, int high)
    {
        Length = Utf8Text.LengthOf(low);
        byte[] lows = Utf8Text.Of(low);
        byte[] highs = Utf8Text.Of(high);
        for (int i = 0; i < Length; i++)
        {
            _lows |= (uint)lows[i] << (8 * i);
            _highs |= (uint)highs[i] << (8 * i);
        }
    }

    public int Length { get; }

    public (byte Low, byte High) this[int index] => ((byte)(_lows >> (8 * index)), (byte)(_highs >> (8 * index)));

    /// <summary>Splits a range of code points into sequences, in order; surrogates are left out.</summary>
    public static void Split(int low, int high, List<Utf8Sequence> sequences)
    {
        if (low <= 0xDFFF && high >= 0xD800)
        {
            SplitLengths(low, Math.Min(high, 0xD7FF), sequences);
            SplitLengths(Math.Max(low, 0xE000), high, sequences);
        }
        else
        {
            SplitLengths(low, high, sequences);
        }
    }

    private static void SplitLengths(int low, int high, List<Utf8Sequence> sequences)
    {
        ReadOnlySpan<int> lastOfLength = [0x7F, 0x7FF, 0xFFFF, CodePointSet.Last];
        foreach (int last in lastOfLength)
        {
            if (low <= high && low <= last)
            {
                SplitContinuations(low, Math.Min(high, last), sequences);
                low = last + 1;
            }
        }
    }

    // A range is one sequence if, after the bytes that both ends share, only the first one is part of its range.
    private static void SplitContinuations(int low, int high, List<Utf8Sequence> sequences)
    {
        for (int bits = 6; bits < 6 * Utf8Text.LengthOf(low); bits += 6)
        {
            int mask = (1 << bits) - 1;
            if ((low & ~mask) == (high & ~mask))
            {
                break;
            }

            if ((low & mask) != 0)
            {
                SplitContinuations(low, low | mask, sequences);
                SplitContinuations((low | mask) + 1, high, sequences);
                return;
            }

            if ((high & mask) != mask)
            {
                SplitContinuations(low, (high & ~mask) - 1, sequences);
                SplitContinuations(high & ~mask, high, sequences);
                return;
            }
        }

        sequences.Add(new Utf8Sequence(low, high));
    }
}
