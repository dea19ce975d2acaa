using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineDsl.Patterns;

/// <summary>Runs a <see cref="ByteDfa"/>.</summary>
internal static class DfaMatcher
{
    /// <summary>Whether the automaton accepts a text.</summary>
    public static bool IsMatch(ByteDfa dfa, ReadOnlySpan<byte> utf8)
    {
        // Native width, so that an entry of the table is an index without a conversion.
        ref byte classOf = ref MemoryMarshal.GetReference(dfa.ClassOf);
        ref int table = ref MemoryMarshal.GetReference(dfa.Table);
        nuint universal = (nuint)(dfa.ClassCount * ByteDfa.Universal);
        nuint state = (nuint)(dfa.ClassCount * dfa.Start);
        if (state <= universal)
        {
            return state == universal;
        }

        // There is a class for every byte and an entry for every class, so nothing is read outside of the tables.
        foreach (byte value in utf8)
        {
            nuint next = (uint)Unsafe.Add(ref table, state + Unsafe.Add(ref classOf, value));

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

        return state >= (nuint)(dfa.ClassCount * dfa.FirstAccepting);
    }
}
