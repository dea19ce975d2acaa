using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Turns a program into an automaton with one state for each set of threads that can be alive at once.</summary>
/// <remarks>
/// <para>
/// Bytes that are not UTF-8 are part of the automaton: within a code point a state also has the threads as they are if the code point turns
/// out to be broken. Where a class takes U+FFFD and everything else above ASCII, as a dot does, minimisation removes all of that again.
/// </para>
/// <para>
/// With tags, threads keep their order of preference and each transition says which registers take the position before its byte: the
/// construction of Laurikari with one byte of lookahead. Without, threads are a set.
/// </para>
/// </remarks>
internal sealed partial class Determinizer
{
    private readonly ByteProgramWalker _walker;
    private readonly ByteContexts _contexts;
    private readonly ByteClasses _classes;
    private readonly WorkBudget _budget;
    private readonly int _maxStates;
    private readonly DeterministicTable _table;
    private readonly List<DeterministicState> _states = [];
    private readonly Dictionary<int[], int> _known = new(IntArrayComparer.Instance);
    private readonly RegisterOperations _finals = new();
    private readonly RegisterOperations _operations = new();
    private readonly ThreadList _none;
    private readonly bool _hasCodePoints;
    private bool _hasTooManyRegisters;

    private Determinizer(ByteProgram program, int firstSlot, int tagCount, int maxStates, WorkBudget budget)
    {
        _walker = new ByteProgramWalker(program, firstSlot, tagCount, budget);
        _contexts = new ByteContexts(program);
        _classes = ByteClasses.Of(program, _contexts);
        _hasCodePoints = program.HasCodePoints();
        _table = new DeterministicTable(_classes);
        _budget = budget;
        _maxStates = maxStates;
        _none = new ThreadList(tagCount);
    }

    /// <summary>Determinises a program without captures; null if that is too much.</summary>
    public static DeterministicTable? Run(ByteProgram program, WorkBudget budget) =>
        new Determinizer(program, 0, 0, AutomatonLimits.MaxStates, budget).Run();

    /// <summary>Determinises a program with captures; null if that is too much.</summary>
    /// <param name="program">A program that begins at the start of the text.</param>
    /// <param name="firstSlot">The first slot to find; the automaton leaves those before alone.</param>
    /// <param name="tagCount">How many slots to find.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="operations">The lists of operations that transitions name.</param>
    /// <param name="finals">The lists of operations that accepting states name; the target is the tag.</param>
    public static DeterministicTable? Run(
        ByteProgram program,
        int firstSlot,
        int tagCount,
        WorkBudget budget,
        out RegisterOperations operations,
        out RegisterOperations finals)
    {
        var determinizer = new Determinizer(program, firstSlot, tagCount, AutomatonLimits.MaxTaggedStates, budget);
        operations = determinizer._operations;
        finals = determinizer._finals;
        return determinizer.Run();
    }

    private DeterministicTable? Run()
    {
        var dead = new DeterministicState(_none, _none, Utf8Phase.Boundary, ByteContext.Other, []);
        _states.Add(dead);
        _table.Start = Intern(dead, dead with { Threads = _walker.Begin(), Before = ByteContext.Edge }, out _);
        _table.AddDead();
        for (int state = 1; state < _states.Count; state++)
        {
            Expand(_states[state]);
            if (_budget.IsExceeded || _hasTooManyRegisters || _states.Count > _maxStates
                || _states.Count * _classes.Count > AutomatonLimits.MaxEntries)
            {
                return null;
            }
        }

        return _table;
    }

    private void Expand(DeterministicState state)
    {
        // Within a code point, threads take its next byte, or else the repaired ones take whatever comes.
        bool isWithin = state.Phase != Utf8Phase.Boundary;
        var inside = isWithin ? new ThreadFan(_walker, _classes, state.Threads, ByteContext.Other) : null;
        var between = isWithin
            ? new ThreadFan(_walker, _classes, state.Repaired, ByteContext.Other)
            : new ThreadFan(_walker, _classes, state.Threads, state.Before);
        for (int @class = 0; @class < _classes.Count; @class++)
        {
            byte value = _classes.FirstOf(@class);
            ByteContext context = _contexts.Of(value);
            int phase = isWithin ? Utf8Phase.Continue(state.Phase, value) : Utf8Phase.Bad;
            bool isContinued = phase != Utf8Phase.Bad;
            phase = isContinued ? phase : _hasCodePoints ? Utf8Phase.Begin(value) : Utf8Phase.Boundary;
            ThreadList threads = phase == Utf8Phase.Bad ? between.Repaired : (isContinued ? inside! : between).Step(context, @class);
            ThreadList repaired = phase > Utf8Phase.Boundary ? between.Repaired : _none;
            if (phase == Utf8Phase.Bad)
            {
                phase = Utf8Phase.Boundary;
                context = ByteContext.Other;
            }

            int next = Intern(state, new DeterministicState(threads, repaired, phase, context, []), out int operations);
            _table.Add(next, operations);
        }

        _table.Finals.Add(FinalOf(state, between));
    }

    private int FinalOf(DeterministicState state, ThreadFan between)
    {
        ThreadList closed = between.Close(ByteContext.Edge);
        if (!_walker.EndsInMatch(closed))
        {
            return 0;
        }

        // There is one operation at least, so that the list is not number 0.
        var list = new List<RegisterOperation> { new(byte.MaxValue, RegisterOperation.Position) };
        for (int tag = 0; tag < _walker.TagCount; tag++)
        {
            list.Add(new RegisterOperation((byte)tag, RegisterOf(closed.Value(closed.Count - 1, tag), state.Registers)));
        }

        return _finals.Intern(list);
    }
}
