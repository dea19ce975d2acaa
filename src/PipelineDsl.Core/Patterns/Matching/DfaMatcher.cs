using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineDsl.Patterns;

/// <summary>Runs a <see cref="ByteDfa"/>.</summary>
internal static class DfaMatcher
{
    /// <summary>Whether the automaton accepts a text.</summary>
    public static bool IsMatch(ByteDfa dfa, ReadOnlySpan<byte> utf8)
    {
        ref byte classOf = ref MemoryMarshal.GetReference(dfa.ClassOf);
        ref int table = ref MemoryMarshal.GetReference(dfa.Table);
        int universal = dfa.ClassCount * ByteDfa.Universal;
        int state = dfa.ClassCount * dfa.Start;
        if (state <= universal)
        {
            return state == universal;
        }

        // There is a class for every byte and an entry for every class, so nothing is read outside of the tables.
        foreach (byte value in utf8)
        {
            int next = Unsafe.Add(ref table, state + Unsafe.Add(ref classOf, value));

            // A state that leads to itself is the most frequent case; with a branch for it the processor need not wait for the table.
            if (next != state)
            {
                if (next <= universal)
                {
                    return next == universal;
                }

                state = next;
            }
        }

        return state >= dfa.ClassCount * dfa.FirstAccepting;
    }
}
