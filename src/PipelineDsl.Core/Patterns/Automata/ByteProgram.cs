using System;

namespace PipelineDsl.Patterns;

/// <summary>A pattern as a non-deterministic program over the bytes of valid UTF-8.</summary>
internal sealed class ByteProgram(ByteInstruction[] instructions, ByteTransition[] transitions, int start, bool isAnchoredAtStart)
{
    /// <summary>All instructions; the order means nothing.</summary>
    public ReadOnlySpan<ByteInstruction> Instructions => instructions;

    /// <summary>The transitions of all tables; those of one table are in order of their bytes and do not overlap.</summary>
    public ReadOnlySpan<ByteTransition> Transitions => transitions;

    /// <summary>The first instruction.</summary>
    public int Start { get; } = start;

    /// <summary>Whether a match can begin nowhere but at the start of the text.</summary>
    public bool IsAnchoredAtStart { get; } = isAnchoredAtStart;

    /// <summary>Where a table leads with a byte, or -1.</summary>
    public int Follow(in ByteInstruction table, byte value)
    {
        foreach (ref readonly ByteTransition transition in Transitions.Slice(table.Next, table.Argument))
        {
            if (value <= transition.High)
            {
                return value >= transition.Low ? transition.Next : -1;
            }
        }

        return -1;
    }

    /// <summary>Whether the program tells bytes above ASCII apart, so that it has to be known where code points begin.</summary>
    public bool HasCodePoints()
    {
        bool hasCodePoints = false;
        foreach (ref readonly ByteInstruction instruction in Instructions)
        {
            hasCodePoints |= instruction.Operation == ByteOperation.Range && IsPartOfNonAscii(instruction.Low, instruction.High);
        }

        foreach (ref readonly ByteTransition transition in Transitions)
        {
            hasCodePoints |= IsPartOfNonAscii(transition.Low, transition.High);
        }

        return hasCodePoints;
    }

    private static bool IsPartOfNonAscii(byte low, byte high) => high >= 0x80 && (low, high) != (0x80, byte.MaxValue);
}
