namespace PipelineDsl.Patterns;

public sealed partial class Pattern
{
    private ByteProgram? _program;

    /// <summary>The pattern as a program, compiled when it is first needed. Threads that come at once may each compile one.</summary>
    internal ByteProgram Program => _program ??= ByteProgramCompiler.Compile(Tree);

    /// <summary>Whether the pattern matches a value.</summary>
    /// <param name="utf8">The value.</param>
    /// <returns>Whether it matches.</returns>
    public bool IsMatch(ReadOnlySpan<byte> utf8) =>
        Shape.Kind == PatternShapeKind.General ? Run(utf8, []) : Shape.IsMatch(utf8);

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
            throw new ArgumentException($"The pattern needs {count} offsets.", nameof(offsets));
        }

        if (Layout is null)
        {
            return Run(utf8, offsets[..count]);
        }

        if (!IsMatch(utf8))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            offsets[i] = Layout.Edges[i].In(utf8.Length);
        }

        return true;
    }

    /// <summary>Matches without shape and layout.</summary>
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
}
