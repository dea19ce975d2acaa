using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

internal sealed partial class Determinizer
{
    // Looking a state up takes about as long as this many of the other steps.
    private const int InternCost = 8;

    private readonly List<int> _symbols = [];

    /// <summary>The number of a state, and what has to happen to the registers on the way to it.</summary>
    private int Intern(DeterministicState from, DeterministicState to, out int operations)
    {
        operations = 0;
        if (to.Threads.Count == 0 && to.Repaired.Count == 0)
        {
            return DeterministicTable.Dead;
        }

        if (_walker.TagCount == 0)
        {
            to.Threads.Sort();
            to.Repaired.Sort();
        }

        int[] key = KeyOf(to, _symbols);
        _budget.Spend(InternCost + key.Length);
        if (!_known.TryGetValue(key, out int number))
        {
            number = _states.Count;
            _known.Add(key, number);
            _states.Add(Renumber(to) with { Registers = Allocate(from.Registers) });
        }

        operations = Move(from.Registers, _states[number].Registers);
        return number;
    }

    /// <summary>What tells states apart: the threads, and which of their tags have the same value.</summary>
    /// <param name="state">The state.</param>
    /// <param name="symbols">Where to write what values there are, in order of their first use.</param>
    private int[] KeyOf(DeterministicState state, List<int> symbols)
    {
        symbols.Clear();
        int stride = 1 + _walker.TagCount;
        var key = new int[2 + (stride * (state.Threads.Count + state.Repaired.Count))];
        key[0] = (state.Phase << 8) | (int)state.Before;
        key[1] = state.Threads.Count;
        int length = 2;
        foreach (ThreadList threads in (ReadOnlySpan<ThreadList>)[state.Threads, state.Repaired])
        {
            for (int i = 0; i < threads.Count; i++)
            {
                key[length++] = threads.Instruction(i);
                for (int tag = 0; tag < _walker.TagCount; tag++)
                {
                    key[length++] = NumberOf(threads.Value(i, tag), symbols);
                }
            }
        }

        return key;
    }

    private static int NumberOf(int symbol, List<int> symbols)
    {
        if (symbol == ThreadList.Unset)
        {
            return ThreadList.Unset;
        }

        int number = symbols.IndexOf(symbol);
        if (number < 0)
        {
            number = symbols.Count;
            symbols.Add(symbol);
        }

        return number;
    }

    private DeterministicState Renumber(DeterministicState state) =>
        _walker.TagCount == 0 ? state : state with { Threads = Renumber(state.Threads), Repaired = Renumber(state.Repaired) };

    private ThreadList Renumber(ThreadList threads)
    {
        var renumbered = new ThreadList(_walker.TagCount);
        var values = new int[_walker.TagCount];
        for (int i = 0; i < threads.Count; i++)
        {
            for (int tag = 0; tag < values.Length; tag++)
            {
                values[tag] = NumberOf(threads.Value(i, tag), _symbols);
            }

            renumbered.Add(threads.Instruction(i), values);
        }

        return renumbered;
    }

    /// <summary>Chooses registers for a new state: a value that is in one already stays there.</summary>
    private int[] Allocate(int[] from)
    {
        var registers = new int[_symbols.Count];
        ulong used = (1UL << RegisterOperation.First) - 1;
        for (int i = 0; i < registers.Length; i++)
        {
            if (_symbols[i] >= 0)
            {
                registers[i] = from[_symbols[i]];
                used |= 1UL << registers[i];
            }
        }

        int here = _symbols.IndexOf(ThreadList.Here);
        if (here >= 0)
        {
            int free = RegisterOperation.First;
            while ((used & (1UL << free)) != 0)
            {
                free++;
            }

            _hasTooManyRegisters |= free > RegisterOperation.Last;
            registers[here] = Math.Min(free, RegisterOperation.Last);
        }

        return registers;
    }

    private int Move(int[] from, int[] to)
    {
        if (to.Length == 0)
        {
            return 0;
        }

        var moves = new List<RegisterOperation>();
        for (int i = 0; i < to.Length; i++)
        {
            byte source = RegisterOf(_symbols[i], from);
            if (source != to[i])
            {
                moves.Add(new RegisterOperation((byte)to[i], source));
            }
        }

        return moves.Count == 0 ? 0 : _operations.Intern(RegisterOperations.InOrder(moves));
    }

    private static byte RegisterOf(int value, int[] registers) => value switch
    {
        ThreadList.Unset => RegisterOperation.Unset,
        ThreadList.Here => RegisterOperation.Position,
        _ => (byte)registers[value],
    };
}
