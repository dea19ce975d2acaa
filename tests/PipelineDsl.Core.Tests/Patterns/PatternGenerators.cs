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
