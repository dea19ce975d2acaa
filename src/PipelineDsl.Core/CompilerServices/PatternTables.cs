using System.ComponentModel;
using System.Runtime.CompilerServices;
using PipelineDsl.Patterns;

namespace PipelineDsl.CompilerServices;

/// <summary>Runs patterns from tables that the generator made of them. Called by generated code.</summary>
/// <remarks>
/// Entries are where the next state begins in the table. The first state is the one from which nothing is accepted, the second the one
/// from which everything is, and accepting states come last. The tables are trusted, as those of <see cref="GroupTables"/> are.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PatternTables
{
    /// <summary>Whether a pattern matches a value, by a table whose entries fit in a byte.</summary>
    public static bool IsMatch(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> classOf, ReadOnlySpan<byte> table, int classCount, int start, int firstAccepting) =>
        DfaMatcher.IsMatch(value, classOf, table, classCount, start, firstAccepting);

    /// <summary>Whether a pattern matches a value, by a table whose entries fit in two bytes.</summary>
    public static bool IsMatch(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> classOf, ReadOnlySpan<ushort> table, int classCount, int start, int firstAccepting) =>
        DfaMatcher.IsMatch(value, classOf, table, classCount, start, firstAccepting);

    /// <summary>Matches a value and finds its groups: the start and the end of each in turn, -1 for one that took no part.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Match(ReadOnlySpan<byte> value, Span<int> groups, in GroupTables tables) =>
        TaggedMatcher.Run(tables, value, groups);

    /// <summary>The text of a group; empty for one that took no part.</summary>
    public static ReadOnlySpan<byte> Group(ReadOnlySpan<byte> value, ReadOnlySpan<int> groups, int group) =>
        groups[2 * group] < 0 ? default : value[groups[2 * group]..groups[(2 * group) + 1]];
}
