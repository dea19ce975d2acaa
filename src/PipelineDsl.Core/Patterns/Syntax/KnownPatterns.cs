using System;

namespace PipelineDsl.Patterns;

/// <summary>Reads patterns, and remembers the last ones: whoever checks, analyzes and compiles the rules of a program asks for each many times.</summary>
internal static class KnownPatterns
{
    private const int MaxPatterns = 256;

    // What is longer is rare and large once it is read.
    private const int MaxLength = 256;

    private static readonly RecentlyUsed<string, (PatternTree? Tree, PatternError? Error)> s_known = new(MaxPatterns, StringComparer.Ordinal);

    /// <summary>Reads a pattern, if the text is one.</summary>
    public static bool TryParse(string text, out PatternTree? tree, out PatternError? error)
    {
        (tree, error) = text.Length > MaxLength ? Read(text) : s_known.GetOrAdd(text, Read);
        return tree is not null;
    }

    private static (PatternTree? Tree, PatternError? Error) Read(string text) =>
        PatternParser.TryParse(text, out PatternTree? tree, out PatternError? error) ? (tree, null) : (null, error);
}
