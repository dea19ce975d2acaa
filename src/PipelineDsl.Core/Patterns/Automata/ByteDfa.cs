using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>A set of texts as the smallest deterministic automaton over their bytes.</summary>
/// <remarks>
/// <para>
/// It takes any bytes. Those that are not UTF-8 count as U+FFFD one by one, as they do everywhere; two sets with the same UTF-8 texts are
/// therefore equal, and so are their automata, down to the numbers of states and classes.
/// </para>
/// <para>
/// States are numbered: <see cref="Dead"/>, <see cref="Universal"/>, then those that do not accept, then those that do, from
/// <see cref="FirstAccepting"/> on. Matching can stop in the first two.
/// </para>
/// </remarks>
internal sealed partial class ByteDfa : IEquatable<ByteDfa>
{
    /// <summary>The state from which no text is accepted any more. It is always there.</summary>
    public const int Dead = 0;

    /// <summary>The state from which every text is accepted. It is always there.</summary>
    public const int Universal = 1;

    private readonly byte[] _classOf;
    private readonly int[] _table;

    private ByteDfa(byte[] classOf, int classCount, int[] table, int start, int firstAccepting)
    {
        _classOf = classOf;
        _table = table;
        ClassCount = classCount;
        Start = start;
        FirstAccepting = firstAccepting;
    }

    /// <summary>How many classes of bytes there are.</summary>
    public int ClassCount { get; }

    /// <summary>How many states there are.</summary>
    public int StateCount => _table.Length / ClassCount;

    /// <summary>Where to begin.</summary>
    public int Start { get; }

    /// <summary>The first of the accepting states that come last.</summary>
    public int FirstAccepting { get; }

    /// <summary>The class of each of the 256 bytes.</summary>
    public ReadOnlySpan<byte> ClassOf => _classOf;

    /// <summary>Where each state leads with each class, states in turn; states are multiplied by the number of classes.</summary>
    public ReadOnlySpan<int> Table => _table;

    /// <summary>Builds the automaton of the texts that a pattern matches.</summary>
    /// <param name="tree">The pattern.</param>
    /// <param name="budget">Counts the steps; null for the limit that is set for all.</param>
    /// <returns>The automaton, or null if it would pass one of the <see cref="AutomatonLimits"/>.</returns>
    public static ByteDfa? TryBuild(PatternTree tree, WorkBudget? budget = null)
    {
        budget ??= new WorkBudget(AutomatonLimits.MaxWork);
        ByteProgram? program = ByteProgramCompiler.TryCompileFromStart(tree, AutomatonLimits.MaxInstructions);
        return program is not null && Determinizer.Run(program, budget) is { } table ? TryMinimize(table) : null;
    }

    /// <summary>Where a state leads with a class.</summary>
    public int Next(int state, int @class) => _table[(state * ClassCount) + @class] / ClassCount;

    /// <summary>Whether a text that ends in a state is accepted.</summary>
    public bool IsAccepting(int state) => state == Universal || state >= FirstAccepting;

    /// <summary>Whether a text is in the set.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        int state = Start;
        foreach (byte value in utf8)
        {
            state = Next(state, _classOf[value]);
        }

        return IsAccepting(state);
    }

    /// <summary>Whether another set has the same texts.</summary>
    public bool Equals(ByteDfa? other) =>
        other is not null && Start == other.Start && FirstAccepting == other.FirstAccepting
        && ClassOf.SequenceEqual(other._classOf) && Table.SequenceEqual(other._table);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ByteDfa);

    /// <inheritdoc/>
    public override int GetHashCode() => IntArrayComparer.Instance.GetHashCode(_table);

    // The table has the dead state first; a universal one is added so that it has a number in any case.
    private static ByteDfa? TryMinimize(DeterministicTable table)
    {
        int universal = table.StateCount;
        for (int @class = 0; @class < table.Classes.Count; @class++)
        {
            table.Add(universal, 0);
        }

        table.Finals.Add(1);
        int[] blockOf = table.Finals.ToArray();
        int count = StatePartition.Refine(table.Next.ToArray(), table.Classes.Count, blockOf, 2);
        var quotient = new QuotientTable(table, blockOf, count);
        List<int> order = quotient.Order([blockOf[DeterministicTable.Dead], blockOf[universal]], group: quotient.FinalOf);
        if (order.Count * quotient.Classes.Count > AutomatonLimits.MaxMinimalEntries)
        {
            return null;
        }

        int firstAccepting = order.FindIndex(2, block => quotient.FinalOf(block) != 0);
        return new ByteDfa(
            quotient.Classes.Map,
            quotient.Classes.Count,
            quotient.ToTable(order, quotient.Classes.Count),
            order.IndexOf(quotient.Start),
            firstAccepting < 0 ? order.Count : firstAccepting);
    }
}
