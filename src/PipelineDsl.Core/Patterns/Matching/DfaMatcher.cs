using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineDsl.Patterns;

/// <summary>Runs a <see cref="ByteDfa"/>, from its own table or from one in generated code.</summary>
internal sealed class DfaMatcher(ByteDfa dfa) : TextMatcher
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<byte> utf8) =>
        IsMatch(utf8, dfa.ClassOf, dfa.Table, dfa.ClassCount, dfa.Start, dfa.FirstAccepting);

    /// <summary>Whether the automaton accepts a text.</summary>
    /// <typeparam name="TEntry">An integer of up to 32 bits that all entries fit in.</typeparam>
    public static bool IsMatch<TEntry>(
        ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> classOf, ReadOnlySpan<TEntry> table, int classCount, int start, int firstAccepting)
        where TEntry : unmanaged
    {
        nuint universal = (nuint)(classCount * ByteDfa.Universal);
        nuint state = (nuint)(classCount * start);
        if (state <= universal)
        {
            return state == universal;
        }

        // There is a class for every byte and an entry for every class, so nothing is read outside of the tables.
        ref byte classes = ref MemoryMarshal.GetReference(classOf);
        ref TEntry entries = ref MemoryMarshal.GetReference(table);
        foreach (byte value in utf8)
        {
            nuint next = Widen(Unsafe.Add(ref entries, state + Unsafe.Add(ref classes, value)));

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

        return state >= (nuint)(classCount * firstAccepting);
    }

    // Native width, so that an entry of the table is an index without a conversion. The size is a constant to the compiler.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Widen<TEntry>(TEntry entry)
        where TEntry : unmanaged => Unsafe.SizeOf<TEntry>() switch
        {
            1 => Unsafe.BitCast<TEntry, byte>(entry),
            2 => Unsafe.BitCast<TEntry, ushort>(entry),
            _ => Unsafe.BitCast<TEntry, uint>(entry),
        };
}
