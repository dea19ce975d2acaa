using FsCheck;
using FsCheck.Fluent;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Random patterns and values over a few letters, so that they often match.</summary>
internal static class PatternGenerators
{
    public static Gen<string> Value { get; } =
        Gen.Elements("a", "b", "c", "é", "\n").ListOf().Resize(8).Select(static letters => string.Concat(letters));

    /// <summary>Patterns that tend to have a shape.</summary>
    public static Gen<string> SimplePattern { get; } = Pattern(
        Gen.Elements("a", "b", "ab", "c", "é", "[ab]", ".*", ".+", "^", "$", "(.*)", "(.+)", ""),
        Gen.Elements("", "", "", "?", "{1,2}"),
        depth: 3);

    /// <summary>Patterns in which no repetition can be empty: backtracking engines do not agree about those.</summary>
    public static Gen<string> BacktrackingPattern { get; } = Pattern(
        Gen.Elements("a", "b", "ab", "c", "é", "[ab]", "[^a]", "."),
        Gen.Elements("", "", "+", "+?", "{2}", "{1,2}", "{1,}?"),
        depth: 3);

    /// <summary>Patterns of everything: anchors in odd places, classes with and without U+FFFD, patterns anchored on one side.</summary>
    public static Gen<string> AnyPattern { get; } =
        from inner in Pattern(
            Gen.Elements(
                "a", "b", "ab", "é", "日", "[ab]", "[^a]", "[^é]", "[a-é]", "[^\\x{FFFD}]", "\\x{FFFD}", ".", ".*", ".+?", "(?-s:.)",
                "\n", "^", "$", "\\b", "\\B", "\\A", "\\z", "(?m:^)", "(?m:$)", "\\w", "(?i:aé)", "[^\\x00-\\x{10FFFF}]", ""),
            Gen.Elements("", "", "*", "*?", "+", "+?", "?", "??", "{2}", "{0,2}", "{1,}?"),
            depth: 3)
        from wrapped in Gen.Elements("{0}", "{0}", "{0}", "{0}", "{0})|(?:b", "a)|(?:{0}", "x)|{0}|(?:y")
        select wrapped.Replace("{0}", inner, StringComparison.Ordinal);

    /// <summary>Patterns that mean the same in .NET as far as the answer goes.</summary>
    public static Gen<string> AsciiPattern { get; } = Pattern(
        Gen.Elements("a", "b", "ab", "c", "[ab]", "[^a]", "[a-c]", "."),
        Gen.Elements("", "", "*", "+", "?", "{2}", "{1,3}"),
        depth: 3);

    /// <summary>Bytes that are UTF-8 only sometimes.</summary>
    public static Gen<byte[]> Bytes { get; } =
        from parts in Gen.Elements<byte[]>(
            [(byte)'a'], [(byte)'b'], [(byte)'\n'], [(byte)' '],
            [0xC3, 0xA9], [0xE6, 0x97, 0xA5], [0xF0, 0x9F, 0x98, 0x80], [0xEF, 0xBF, 0xBD],
            [0xC3], [0xA9], [0xE6], [0xE6, 0x97], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xF4, 0x90], [0xFF], [0xC0, 0x80], [0xE0, 0x80])
            .ListOf().Resize(7)
        select parts.SelectMany(static part => part).ToArray();

    private static Gen<string> Pattern(Gen<string> atoms, Gen<string> quantifiers, int depth)
    {
        if (depth == 0)
        {
            return atoms;
        }

        Gen<string> inner = Pattern(atoms, quantifiers, depth - 1);
        Gen<string> alternatives = inner.Two().Select(static pair => $"{pair.Item1}|{pair.Item2}");
        Gen<string> group =
            from body in Gen.OneOf(inner, alternatives)
            from opening in Gen.Elements("(", "(?:")
            from quantifier in quantifiers
            select $"{opening}{body}){quantifier}";
        return Gen.OneOf(atoms, group, inner.Two().Select(static pair => pair.Item1 + pair.Item2), alternatives);
    }
}
