using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Runs patterns by one executor or another.</summary>
internal static class PatternExecutors
{
    public static bool Takes(this PatternExecutor executor, Pattern pattern) => executor switch
    {
        PatternExecutor.Dfa => pattern.Dfa is not null,
        PatternExecutor.Tagged => pattern.Tagged is not null,
        _ => true,
    };

    public static bool IsMatch(this PatternExecutor executor, Pattern pattern, ReadOnlySpan<byte> utf8) => executor switch
    {
        PatternExecutor.Chosen => pattern.IsMatch(utf8),
        PatternExecutor.Machine => pattern.Run(utf8, []),
        PatternExecutor.Dfa => new DfaMatcher(pattern.Dfa!).IsMatch(utf8),
        _ => TaggedMatcher.Run(pattern.Tagged!, utf8, new int[2 * (pattern.GroupCount + 1)]),
    };

    /// <summary>Matches and finds the groups; the automaton without groups only answers, so the machine finds them for it.</summary>
    public static bool Match(this PatternExecutor executor, Pattern pattern, ReadOnlySpan<byte> utf8, Span<int> offsets) => executor switch
    {
        PatternExecutor.Chosen => pattern.Match(utf8, offsets),
        PatternExecutor.Tagged => TaggedMatcher.Run(pattern.Tagged!, utf8, offsets),
        _ => pattern.Run(utf8, offsets),
    };
}
