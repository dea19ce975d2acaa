using System;

namespace PipelineDsl.Patterns;

/// <summary>A pattern as a deterministic automaton that finds groups in one pass over the bytes: it keeps positions in registers.</summary>
/// <remarks>
/// <para>
/// Of several ways to match it finds the one that a backtracking engine would find first. It takes any bytes; those that are not UTF-8
/// count as U+FFFD one by one.
/// </para>
/// <para>
/// States are numbered: <see cref="Dead"/>, then those that no byte leads out of and that accept, up to <see cref="LastSettled"/>, where
/// matching can stop, then all others. Operations are executed in their order, before the byte of their transition is passed. In them and
/// in the slots of accepting states stand registers, of which the first have a meaning: see <see cref="RegisterOperation"/>.
/// </para>
/// </remarks>
internal sealed class TaggedDfa
{
    /// <summary>The state from which no text is accepted any more. It is always there.</summary>
    public const int Dead = 0;

    private readonly byte[] _classOf;
    private readonly uint[] _table;
    private readonly RegisterLists _lists;

    internal TaggedDfa(byte[] classOf, int classCount, uint[] table, RegisterLists lists, int start, int lastSettled)
    {
        _classOf = classOf;
        _table = table;
        _lists = lists;
        ClassCount = classCount;
        Start = start;
        LastSettled = lastSettled;
    }

    /// <summary>Whether no text matches.</summary>
    public bool IsEmpty => _lists.Slots.IsEmpty;

    /// <summary>How many classes of bytes there are.</summary>
    public int ClassCount { get; }

    /// <summary>How many entries a state has in the table: one for each class, and one for the end of the text.</summary>
    public int Stride => ClassCount + 1;

    /// <summary>How many states there are.</summary>
    public int StateCount => _table.Length / Stride;

    /// <summary>Where to begin.</summary>
    public int Start { get; }

    /// <summary>The last of the accepting states that no byte leads out of; <see cref="Dead"/> if there is none.</summary>
    public int LastSettled { get; }

    /// <summary>How many registers there are, those included that have a meaning of their own.</summary>
    public int RegisterCount => _lists.RegisterCount;

    /// <summary>The class of each of the 256 bytes.</summary>
    public ReadOnlySpan<byte> ClassOf => _classOf;

    /// <summary>
    /// What each state does with each class, states in turn: in the low half the next state, multiplied by <see cref="Stride"/>, in the
    /// high half the action, see <see cref="RegisterLists"/>. The last entry of a state is where its slots begin, or 0 if it does not
    /// accept.
    /// </summary>
    public ReadOnlySpan<uint> Table => _table;

    /// <summary>What the actions do, and the slots.</summary>
    public RegisterLists Lists => _lists;

    /// <summary>Builds the automaton of a pattern.</summary>
    /// <param name="tree">The pattern.</param>
    /// <param name="budget">Counts the steps; null for the limit that is set for all.</param>
    /// <returns>The automaton, or null if it would pass one of the <see cref="AutomatonLimits"/>.</returns>
    public static TaggedDfa? TryBuild(PatternTree tree, WorkBudget? budget = null) =>
        TaggedDfaBuilder.TryBuild(tree, budget ?? new WorkBudget(AutomatonLimits.MaxWork));

    /// <summary>Where a state leads with a class.</summary>
    public int Next(int state, int @class) => (int)(_table[(state * Stride) + @class] & 0xFFFF) / Stride;

    /// <summary>What to do with the registers on the way from a state with a class, before the byte is passed.</summary>
    public RegisterOperation[] OperationsOf(int state, int @class) => _lists.OperationsOf((int)(_table[(state * Stride) + @class] >> 16));

    /// <summary>Whether a text that ends in a state is accepted.</summary>
    public bool IsAccepting(int state) => _table[(state * Stride) + ClassCount] != 0;

    /// <summary>Of an accepting state, the register of each offset in turn, from group 0; of others, nothing.</summary>
    public ReadOnlySpan<byte> SlotsOf(int state) =>
        IsAccepting(state) ? _lists.Slots.Slice((int)_table[(state * Stride) + ClassCount], _lists.SlotCount) : default;
}
