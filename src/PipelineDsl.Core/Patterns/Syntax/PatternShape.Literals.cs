using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

internal sealed partial class PatternShape
{
    private int[]? _firstOfLength;

    // Most texts have a length that few literals have, if any, and most literals are told from the others of their length by some byte.
    private bool IsAmongLiterals(ReadOnlySpan<byte> utf8)
    {
        int[] firstOfLength = _firstOfLength ??= FindLengths(Literals);
        int length = Math.Min(utf8.Length, firstOfLength.Length - 1);
        int low = firstOfLength[length];
        int end = length + 1 < firstOfLength.Length ? firstOfLength[length + 1] : Literals.Count;
        int high = end - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = Compare(utf8, Literals[middle]);
            if (order == 0)
            {
                return true;
            }

            if (order < 0)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return false;
    }

    /// <summary>Where the literals of each length begin; those of the last one in the table may be longer.</summary>
    private static int[] FindLengths(IReadOnlyList<byte[]> literals)
    {
        const int MaxLengths = 256;
        var first = new int[Math.Min(literals[literals.Count - 1].Length + 2, MaxLengths)];
        int literal = 0;
        for (int length = 0; length < first.Length; length++)
        {
            while (literal < literals.Count && literals[literal].Length < length)
            {
                literal++;
            }

            first[length] = literal;
        }

        return first;
    }
}
