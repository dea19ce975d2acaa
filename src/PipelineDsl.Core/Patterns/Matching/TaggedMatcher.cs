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
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Run(GroupTables tables, ReadOnlySpan<byte> utf8, Span<int> offsets)
    {
        Unsafe.SkipInit(out Registers memory);
        ref int registers = ref Unsafe.As<Registers, int>(ref memory);
        Unsafe.Add(ref registers, (nuint)RegisterOperation.Unset) = -1;
        Unsafe.Add(ref registers, (nuint)RegisterOperation.Start) = 0;
        ref uint table = ref MemoryMarshal.GetReference(tables.Table);
        nuint state = Walk(
            ref MemoryMarshal.GetReference(tables.ClassOf),
            ref table,
            utf8,
            ref registers,
            (uint)(tables.Stride * tables.Start),
            (uint)(tables.Stride * tables.LastSettled),
            ref MemoryMarshal.GetReference(tables.Operations));
        uint slots = Unsafe.Add(ref table, state + (uint)tables.ClassCount);
        if (slots == 0)
        {
            return false;
        }

        // Slots name registers that there are: the tables are trusted, as they are on the way.
        Unsafe.Add(ref registers, (nuint)RegisterOperation.Position) = utf8.Length;
        ReadOnlySpan<byte> sources = tables.Slots.Slice((int)slots, offsets.Length);
        for (int i = 0; i < sources.Length; i++)
        {
            offsets[i] = Unsafe.Add(ref registers, (nuint)sources[i]);
        }

        return true;
    }

    // Without a call in the loop, all that it needs stays in the processor's own registers. It returns the last state.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nuint Walk(
        ref byte classOf, ref uint table, ReadOnlySpan<byte> utf8, ref int registers, nuint state, nuint last, ref ushort operations)
    {
        if (state <= last)
        {
            return state;
        }

        ref byte text = ref MemoryMarshal.GetReference(utf8);
        ref uint row = ref Unsafe.Add(ref table, state);
        for (nuint i = 0; i < (nuint)utf8.Length; i++)
        {
            // As in the matcher without groups, a state that leads to itself is a branch of its own.
            nuint entry = Unsafe.Add(ref row, (nuint)Unsafe.Add(ref classOf, (nuint)Unsafe.Add(ref text, i)));
            if (entry == state)
            {
                continue;
            }

            state = (ushort)entry;
            nuint action = entry >> 16;
            if (action > RegisterLists.LastPositionAction)
            {
                Unsafe.Add(ref registers, (nuint)RegisterOperation.Position) = (int)i;
                ref ushort operation = ref Unsafe.Add(ref operations, action - RegisterLists.FirstList);
                for (nuint left = operation; left != 0; left--)
                {
                    operation = ref Unsafe.Add(ref operation, 1);
                    Unsafe.Add(ref registers, (nuint)(byte)operation) = Unsafe.Add(ref registers, (nuint)operation >> 8);
                }
            }
            else if (action != 0)
            {
                Unsafe.Add(ref registers, action) = (int)i;
            }

            if (state <= last)
            {
                break;
            }

            row = ref Unsafe.Add(ref table, state);
        }

        return state;
    }

    [InlineArray(RegisterOperation.Spare + 1)]
    private struct Registers
    {
        private int _first;
    }
}
