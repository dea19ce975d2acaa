using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PipelineDsl.CompilerServices;

namespace PipelineDsl.Patterns;

/// <summary>Runs a <see cref="TaggedDfa"/>, from its own tables or from those in generated code.</summary>
internal static class TaggedMatcher
{
    /// <summary>Matches a text and finds its groups.</summary>
    /// <param name="dfa">The automaton.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="offsets">Where to write the offsets of all groups.</param>
    /// <returns>Whether the automaton accepts the text.</returns>
    public static bool Run(TaggedDfa dfa, ReadOnlySpan<byte> utf8, Span<int> offsets) => Run(
        new GroupTables(dfa.ClassOf, dfa.Table, dfa.Lists.Operations, dfa.Lists.Slots, dfa.ClassCount, dfa.Start, dfa.LastSettled),
        utf8,
        offsets[..dfa.Lists.SlotCount]);

    /// <summary>Matches a text and finds its groups.</summary>
    /// <param name="tables">The automaton.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="offsets">Where to write the offsets of all groups; it has no space for more.</param>
    /// <returns>Whether the automaton accepts the text.</returns>
    [SkipLocalsInit]
    public static bool Run(in GroupTables tables, ReadOnlySpan<byte> utf8, Span<int> offsets)
    {
        Span<int> registers = stackalloc int[RegisterOperation.Spare + 1];
        registers[RegisterOperation.Unset] = -1;
        registers[RegisterOperation.Start] = 0;
        int slots = Walk(tables, utf8, ref MemoryMarshal.GetReference(registers));
        if (slots == 0)
        {
            return false;
        }

        registers[RegisterOperation.Position] = utf8.Length;
        ReadOnlySpan<byte> sources = tables.Slots.Slice(slots, offsets.Length);
        for (int i = 0; i < sources.Length; i++)
        {
            offsets[i] = registers[sources[i]];
        }

        return true;
    }

    // Apart from the memory on the stack, which keeps the compiler from holding what a loop needs in the processor's own registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Walk(in GroupTables tables, ReadOnlySpan<byte> utf8, ref int registers)
    {
        ref byte classOf = ref MemoryMarshal.GetReference(tables.ClassOf);
        ref uint table = ref MemoryMarshal.GetReference(tables.Table);
        nuint last = (nuint)(tables.Stride * tables.LastSettled);
        nuint state = (nuint)(tables.Stride * tables.Start);
        if (state > last)
        {
            for (int i = 0; i < utf8.Length; i++)
            {
                // As in the matcher without groups, a state that leads to itself is a branch of its own.
                uint entry = Unsafe.Add(ref table, state + Unsafe.Add(ref classOf, utf8[i]));
                if (entry == state)
                {
                    continue;
                }

                state = (ushort)entry;
                if (entry > ushort.MaxValue)
                {
                    Execute(tables, entry >> 16, i, ref registers);
                }

                if (state <= last)
                {
                    break;
                }
            }
        }

        return (int)Unsafe.Add(ref table, state + (nuint)tables.ClassCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Execute(in GroupTables tables, uint action, int position, ref int registers)
    {
        if (action <= RegisterLists.LastPositionAction)
        {
            Unsafe.Add(ref registers, action) = position;
        }
        else
        {
            ExecuteList(tables.Operations, (int)action - RegisterLists.FirstList, position, ref registers);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ExecuteList(ReadOnlySpan<ushort> operations, int start, int position, ref int registers)
    {
        Unsafe.Add(ref registers, RegisterOperation.Position) = position;
        foreach (ushort operation in operations.Slice(start + 1, operations[start]))
        {
            Unsafe.Add(ref registers, (byte)operation) = Unsafe.Add(ref registers, operation >> 8);
        }
    }
}
