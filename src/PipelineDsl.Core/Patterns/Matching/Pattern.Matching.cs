namespace PipelineDsl.Patterns;

public sealed partial class Pattern
{
    private TextMatcher? _matcher;
    private ByteProgram? _program;
    private ByteDfa? _dfa;
    private TaggedDfa? _tagged;
    private bool _hasNoDfa;
    private bool _hasNoTagged;

    /// <summary>The pattern as a program, compiled when it is first needed. Threads that come at once may each compile one.</summary>
    internal ByteProgram Program => _program ??= ByteProgramCompiler.Compile(Tree);

    /// <summary>The automaton that tells whether a value matches, built when it is first needed; null if it would be too large.</summary>
    internal ByteDfa? Dfa => _dfa ?? (_hasNoDfa ? null : BuildDfa());

    /// <summary>The automaton that finds groups, built when it is first needed; null if it would be too large.</summary>
    internal TaggedDfa? Tagged => _tagged ?? (_hasNoTagged ? null : BuildTagged());

    /// <summary>Whether the pattern matches a value.</summary>
    /// <param name="utf8">The value.</param>
    /// <returns>Whether it matches.</returns>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => (_matcher ?? PrepareMatcher()).IsMatch(utf8);

    /// <summary>Matches a value and finds where its groups are.</summary>
    /// <param name="utf8">The value.</param>
    /// <param name="offsets">
    /// Where to write the start and the end of each group in turn, in bytes, from group 0, the whole match: two for each group, so
    /// 2 * (<see cref="GroupCount"/> + 1) at least. A group that took no part gets -1 twice. Without a match nothing in here has a meaning.
    /// </param>
    /// <returns>Whether the pattern matches.</returns>
    /// <exception cref="ArgumentException">There is not enough space for all groups.</exception>
    public bool Match(ReadOnlySpan<byte> utf8, Span<int> offsets)
    {
        int count = 2 * (GroupCount + 1);
        if (offsets.Length < count)
        {
            // A text without a number: making one would take space on the stack of every match.
            throw new ArgumentException("There must be two offsets for the whole match and for each group.", nameof(offsets));
        }

        if (Layout is null)
        {
            return Tagged is { } tagged ? TaggedMatcher.Run(tagged, utf8, offsets) : MatchByMachine(utf8, offsets[..count]);
        }

        if (!IsMatch(utf8))
        {
            return false;
        }

        CaptureEdge[] edges = Layout.Edges;
        offsets = offsets[..edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            offsets[i] = edges[i].In(utf8.Length);
        }

        return true;
    }

    /// <summary>Matches by the machine, which knows no limits.</summary>
    /// <param name="utf8">The value.</param>
    /// <param name="offsets">Where to write all groups, or empty if only the answer is wanted.</param>
    internal bool Run(ReadOnlySpan<byte> utf8, Span<int> offsets)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
        {
            return PikeMachine.Run(Program, utf8, offsets);
        }

        bool isMatch = PikeMachine.Run(Program, Utf8Repair.Repair(utf8), offsets);
        if (isMatch)
        {
            Utf8Repair.MapBack(utf8, offsets);
        }

        return isMatch;
    }

    // The machine is slow, so it is asked only about values of which nothing faster knows that they do not match.
    private bool MatchByMachine(ReadOnlySpan<byte> utf8, Span<int> offsets)
    {
        bool isKnownFaster = Shape.Kind != PatternShapeKind.General || Dfa is not null;
        return (!isKnownFaster || IsMatch(utf8)) && Run(utf8, offsets);
    }

    private TextMatcher PrepareMatcher() => _matcher = TextMatcher.Of(this);

    private ByteDfa? BuildDfa()
    {
        _dfa = ByteDfa.TryBuild(Tree);
        _hasNoDfa = _dfa is null;
        return _dfa;
    }

    private TaggedDfa? BuildTagged()
    {
        _tagged = TaggedDfa.TryBuild(Tree);
        _hasNoTagged = _tagged is null;
        return _tagged;
    }
}
