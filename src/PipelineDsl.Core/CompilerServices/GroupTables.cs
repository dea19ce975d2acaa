using System.ComponentModel;

namespace PipelineDsl.CompilerServices;

/// <summary>An automaton that finds groups, as tables. Made by generated code, for <see cref="PatternTables"/>.</summary>
/// <remarks>The tables are trusted: only the generator, which has them from the automaton itself, can know that they fit together.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct GroupTables
{
    /// <summary>Takes the tables of an automaton.</summary>
    /// <param name="classOf">The class of each of the 256 bytes.</param>
    /// <param name="table">The next state and the action for each class, and where the slots are, states in turn.</param>
    /// <param name="operations">The lists of operations that actions refer to.</param>
    /// <param name="slots">The registers that hold the groups in each accepting state.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="start">The state to begin in.</param>
    /// <param name="lastSettled">The last state that no byte leads out of.</param>
    public GroupTables(
        ReadOnlySpan<byte> classOf,
        ReadOnlySpan<uint> table,
        ReadOnlySpan<ushort> operations,
        ReadOnlySpan<byte> slots,
        int classCount,
        int start,
        int lastSettled)
    {
        ClassOf = classOf;
        Table = table;
        Operations = operations;
        Slots = slots;
        ClassCount = classCount;
        Start = start;
        LastSettled = lastSettled;
    }

    internal ReadOnlySpan<byte> ClassOf { get; }

    internal ReadOnlySpan<uint> Table { get; }

    internal ReadOnlySpan<ushort> Operations { get; }

    internal ReadOnlySpan<byte> Slots { get; }

    internal int ClassCount { get; }

    internal int Stride => ClassCount + 1;

    internal int Start { get; }

    internal int LastSettled { get; }
}
