using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>An immutable set of code points: sorted ranges that neither touch nor overlap.</summary>
internal sealed class CodePointSet
{
    public const int Last = 0x10FFFF;
    public const int Replacement = 0xFFFD;

    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = new([0, Last]);

    public static CodePointSet AllButNewline { get; } = new([0, '\n' - 1, '\n' + 1, Last]);

    public int RangeCount => _bounds.Length / 2;

    public bool IsEmpty => _bounds.Length == 0;

    public bool IsAll => _bounds.Length == 2 && _bounds[0] == 0 && _bounds[1] == Last;

    /// <summary>How many code points; surrogates count as well.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _bounds.Length; i += 2)
            {
                count += _bounds[i + 1] - _bounds[i] + 1;
            }

            return count;
        }
    }

    public int LowOf(int range) => _bounds[2 * range];

    public int HighOf(int range) => _bounds[(2 * range) + 1];

    public static CodePointSet Of(params int[] codePoints)
    {
        var builder = new CodePointSetBuilder();
        foreach (int codePoint in codePoints)
        {
            builder.Add(codePoint, codePoint);
        }

        return builder.ToSet();
    }

    /// <summary>Takes low and high bounds in turn, in any order of ranges, overlapping or not.</summary>
    public static CodePointSet OfRanges(IReadOnlyList<int> bounds)
    {
        int count = bounds.Count / 2;
        var lows = new int[count];
        var highs = new int[count];
        for (int i = 0; i < count; i++)
        {
            lows[i] = bounds[2 * i];
            highs[i] = bounds[(2 * i) + 1];
        }

        Array.Sort(lows, highs);
        var merged = new List<int>(bounds.Count);
        for (int i = 0; i < count; i++)
        {
            if (merged.Count > 0 && lows[i] <= merged[merged.Count - 1] + 1)
            {
                merged[merged.Count - 1] = Math.Max(merged[merged.Count - 1], highs[i]);
            }
            else
            {
                merged.Add(lows[i]);
                merged.Add(highs[i]);
            }
        }

        return new CodePointSet(merged.ToArray());
    }

    public bool Contains(int codePoint)
    {
        int low = 0;
        int high = RangeCount - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint < LowOf(middle))
            {
                high = middle - 1;
            }
            else if (codePoint > HighOf(middle))
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public CodePointSet Negate()
    {
        var bounds = new List<int>(_bounds.Length + 2);
        int next = 0;
        for (int i = 0; i < RangeCount; i++)
        {
            if (LowOf(i) > next)
            {
                bounds.Add(next);
                bounds.Add(LowOf(i) - 1);
            }

            next = HighOf(i) + 1;
        }

        if (next <= Last)
        {
            bounds.Add(next);
            bounds.Add(Last);
        }

        return new CodePointSet(bounds.ToArray());
    }

    /// <summary>Adds every code point that differs only in case from one in the set.</summary>
    public CodePointSet Fold()
    {
        var builder = new CodePointSetBuilder();
        builder.Add(this);
        foreach (int[] equivalents in CaseFolding.AllClasses)
        {
            if (Array.Exists(equivalents, Contains))
            {
                foreach (int codePoint in equivalents)
                {
                    builder.Add(codePoint, codePoint);
                }
            }
        }

        return builder.ToSet();
    }
}
