using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Compiles a parsed pattern from its end to its start: every part is given what comes after it.</summary>
internal sealed partial class ByteProgramCompiler
{
    // Stands where an instruction will be written later.
    private static readonly ByteInstruction s_pending = new(ByteOperation.Fail, Next: 0);

    private readonly List<ByteInstruction> _instructions = [];
    private readonly List<ByteTransition> _transitions = [];
    private readonly Dictionary<CodePointSet, Utf8Automaton?> _automata = [];

    private readonly int _maxInstructions;
    private readonly bool _isBytewise;

    private ByteProgramCompiler(int maxInstructions, bool isBytewise)
    {
        _maxInstructions = maxInstructions;
        _isBytewise = isBytewise;
    }

    private bool IsTooLarge => _instructions.Count > _maxInstructions;

    /// <summary>Compiles a pattern. Slots are numbered like offsets: two for each group, from group 0, the whole match.</summary>
    public static ByteProgram Compile(PatternTree tree)
    {
        var compiler = new ByteProgramCompiler(int.MaxValue, isBytewise: false);
        return compiler.ToProgram(compiler.CompileWhole(tree), tree.IsAnchoredAtStart);
    }

    /// <summary>
    /// Compiles a pattern into a program that begins at the start of the text only: where a match can begin later, the program passes over
    /// what comes before it. Null if there are more instructions than allowed.
    /// </summary>
    /// <remarks>Where it makes no difference, a part such as <c>.*</c> takes any bytes above ASCII instead of code points.</remarks>
    public static ByteProgram? TryCompileFromStart(PatternTree tree, int maxInstructions)
    {
        // The size does not count what a class needs in UTF-8, so it is too small, but it is there already.
        if (tree.Root.Size > maxInstructions)
        {
            return null;
        }

        var compiler = new ByteProgramCompiler(maxInstructions, isBytewise: tree.IsAnchored);
        int start = compiler.CompileWhole(tree);
        if (!tree.IsAnchoredAtStart)
        {
            start = compiler.CompileSkip(start);
        }

        return compiler.IsTooLarge ? null : compiler.ToProgram(start, isAnchoredAtStart: true);
    }

    private ByteProgram ToProgram(int start, bool isAnchoredAtStart) =>
        new(_instructions.ToArray(), _transitions.ToArray(), start, isAnchoredAtStart);

    private int CompileWhole(PatternTree tree)
    {
        int match = Emit(new ByteInstruction(ByteOperation.Match, Next: 0));
        return Save(0, Compile(tree.Root, Save(1, match)));
    }

    // (?s:.)*? in front of the pattern: to begin here is always preferred to beginning later.
    private int CompileSkip(int start)
    {
        int again = Emit(s_pending);
        _instructions[again] = Choice(CompileClass(CodePointSet.All, again), start, isGreedy: false);
        return again;
    }

    private int Compile(PatternNode node, int next)
    {
        if (IsTooLarge)
        {
            return next;
        }

        switch (node)
        {
            case EmptyNode:
                return next;
            case LiteralNode literal:
                return CompileLiteral(literal.Utf8, next);
            case ClassNode @class:
                return CompileClass(@class.Set, next);
            case AnchorNode anchor:
                return Emit(new ByteInstruction(ByteOperation.Anchor, next, (int)anchor.Kind));
            case CaptureNode capture:
                return Save(2 * capture.Number, Compile(capture.Item, Save((2 * capture.Number) + 1, next)));
            case ConcatenationNode concatenation:
                for (int i = concatenation.Items.Count - 1; i >= 0; i--)
                {
                    next = Compile(concatenation.Items[i], next);
                }

                return next;
            case AlternationNode alternation:
                return CompileAlternation(alternation.Items, next);
            default:
                return CompileRepeat((RepeatNode)node, next);
        }
    }

    private int CompileLiteral(byte[] utf8, int next)
    {
        for (int i = utf8.Length - 1; i >= 0; i--)
        {
            next = Emit(new ByteInstruction(ByteOperation.Range, next, Low: utf8[i], High: utf8[i]));
        }

        return next;
    }

    private int CompileClass(CodePointSet set, int next)
    {
        if (!_automata.TryGetValue(set, out Utf8Automaton? automaton))
        {
            automaton = Utf8Automaton.Of(set);
            _automata.Add(set, automaton);
        }

        if (automaton is null)
        {
            return Emit(new ByteInstruction(ByteOperation.Fail, Next: 0));
        }

        int first = _instructions.Count;
        foreach (ByteTransition[] state in automaton.States)
        {
            EmitState(state, target => target == Utf8Automaton.Accepted ? next : first + target);
        }

        return _instructions.Count - 1;
    }

    private void EmitState(ByteTransition[] state, Func<int, int> resolve)
    {
        if (state.Length == 1)
        {
            ByteTransition only = state[0];
            Emit(new ByteInstruction(ByteOperation.Range, resolve(only.Next), Low: only.Low, High: only.High));
            return;
        }

        Emit(new ByteInstruction(ByteOperation.Table, _transitions.Count, state.Length));
        foreach (ByteTransition transition in state)
        {
            _transitions.Add(transition with { Next = resolve(transition.Next) });
        }
    }

    private int CompileAlternation(IReadOnlyList<PatternNode> items, int next)
    {
        int entry = Compile(items[items.Count - 1], next);
        for (int i = items.Count - 2; i >= 0; i--)
        {
            entry = Split(Compile(items[i], next), entry, isGreedy: true);
        }

        return entry;
    }

    private int CompileRepeat(RepeatNode repeat, int next)
    {
        int entry = next;
        if (repeat.Max == RepeatNode.Unbounded)
        {
            entry = CompileLoop(repeat, next);
        }
        else
        {
            // x{2,5} is xx(x(x(x)?)?)?.
            for (int i = repeat.Min; i < repeat.Max; i++)
            {
                entry = Split(Compile(repeat.Item, entry), next, repeat.IsGreedy);
            }
        }

        int written = repeat.Max == RepeatNode.Unbounded && repeat.Min > 0 ? 1 : 0;
        for (int i = written; i < repeat.Min; i++)
        {
            entry = Compile(repeat.Item, entry);
        }

        return entry;
    }

    private int CompileLoop(RepeatNode repeat, int next)
    {
        int again = Emit(s_pending);
        int entry = TakesAnyNonAscii(repeat.Item) && IsFollowedByAscii(next, 0)
            ? CompileBytes(((ClassNode)repeat.Item).Set, again)
            : Compile(repeat.Item, again);
        _instructions[again] = Choice(entry, next, repeat.IsGreedy);
        if (repeat.Min > 0)
        {
            return entry;
        }

        // (x+)? instead of x* where x can match the empty text: it is then preferred to enter x once, as it is in a backtracking engine.
        return PatternNodes.CanBeEmpty(repeat.Item) ? Split(entry, next, repeat.IsGreedy) : again;
    }

    private int Split(int preferred, int other, bool isGreedy) => Emit(Choice(preferred, other, isGreedy));

    private static ByteInstruction Choice(int enter, int leave, bool isGreedy) =>
        isGreedy ? new ByteInstruction(ByteOperation.Split, enter, leave) : new ByteInstruction(ByteOperation.Split, leave, enter);

    private int Save(int slot, int next) => Emit(new ByteInstruction(ByteOperation.Save, next, slot));

    private int Emit(ByteInstruction instruction)
    {
        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }
}
