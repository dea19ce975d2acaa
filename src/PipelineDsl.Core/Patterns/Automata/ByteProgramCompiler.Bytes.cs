namespace PipelineDsl.Patterns;

internal sealed partial class ByteProgramCompiler
{
    private const int FirstNonAscii = 0x80;
    private const int MaxLookahead = 32;

    /// <summary>Whether a part is a class that takes every code point above ASCII, and U+FFFD with them.</summary>
    private bool TakesAnyNonAscii(PatternNode node) =>
        _isBytewise
        && node is ClassNode { Set: { RangeCount: > 0 } set }
        && set.LowOf(set.RangeCount - 1) <= FirstNonAscii
        && set.HighOf(set.RangeCount - 1) == CodePointSet.Last;

    /// <summary>Whether all that may come next is ASCII or the end of the text.</summary>
    /// <remarks>
    /// Both are a boundary between code points, broken ones included, so a repetition before them cannot end anywhere else, even if it
    /// takes single bytes. Looks at a few instructions only and then says no, which is always right.
    /// </remarks>
    private bool IsFollowedByAscii(int next, int depth)
    {
        if (depth > MaxLookahead)
        {
            return false;
        }

        ByteInstruction instruction = _instructions[next];
        return instruction.Operation switch
        {
            ByteOperation.Match => true,
            ByteOperation.Range => instruction.High < FirstNonAscii,
            ByteOperation.Table => _transitions[instruction.Next + instruction.Argument - 1].High < FirstNonAscii,
            ByteOperation.Split => IsFollowedByAscii(instruction.Next, depth + 6) && IsFollowedByAscii(instruction.Argument, depth + 6),
            ByteOperation.Save or ByteOperation.Anchor => IsFollowedByAscii(instruction.Next, depth + 1),
            _ => false,
        };
    }

    private int CompileBytes(CodePointSet set, int next)
    {
        int first = _transitions.Count;
        for (int range = 0; range < set.RangeCount; range++)
        {
            bool isLast = range == set.RangeCount - 1;
            if (isLast && set.LowOf(range) < FirstNonAscii)
            {
                _transitions.Add(new ByteTransition((byte)set.LowOf(range), FirstNonAscii - 1, next));
            }

            _transitions.Add(isLast
                ? new ByteTransition(FirstNonAscii, byte.MaxValue, next)
                : new ByteTransition((byte)set.LowOf(range), (byte)set.HighOf(range), next));
        }

        return Emit(new ByteInstruction(ByteOperation.Table, first, _transitions.Count - first));
    }
}
