namespace PipelineDsl.Parity;

/// <summary>Patterns of everything: anchors where nothing can match, classes that are empty or all there is, groups under repetitions.</summary>
internal sealed class RandomPatterns(Random random)
{
    private const int MaxDepth = 3;

    private static readonly string[] s_atoms =
    [
        "a", "b", "c", "x", "é", "ab", ";", "[ab]", "[^a]", "[^é]", "[a-é]", ".", ".*", ".+?", "(.*)", "(.+)", "(?-s:.)", "^", "$", "\\b", "\\B", "\\z", "(?m:^)",
        "\\w", "\\d*", "(?i:aé)", "(?i)B", "\\pL", "[^\\x00-\\x{10FFFF}]", "\\x{FFFD}", "",
    ];

    private static readonly string[] s_quantifiers = ["", "", "*", "*?", "+", "+?", "?", "??", "{2}", "{0,2}", "{1,}?", "{0}"];

    /// <summary>A pattern that is valid, unless quantifiers meet.</summary>
    public string Next() => Next(MaxDepth);

    private string Next(int depth) => random.Next(depth == 0 ? 1 : 5) switch
    {
        0 => Pick(s_atoms),
        1 => $"({Next(depth - 1)}){Pick(s_quantifiers)}",
        2 => $"(?:{Next(depth - 1)}){Pick(s_quantifiers)}",
        3 => $"(?:{Next(depth - 1)}|{Next(depth - 1)})",
        _ => Next(depth - 1) + Next(depth - 1),
    };

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
