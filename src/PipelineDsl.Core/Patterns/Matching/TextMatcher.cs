namespace PipelineDsl.Patterns;

/// <summary>Tells whether a text matches, in the fastest way that a pattern allows.</summary>
internal abstract class TextMatcher
{
    // With more parts the automaton, which looks at the text once, is faster.
    private const int MaxParts = 4;

    /// <summary>Whether a text matches.</summary>
    public abstract bool IsMatch(ReadOnlySpan<byte> utf8);

    /// <summary>Chooses the matcher of a pattern.</summary>
    public static TextMatcher Of(Pattern pattern) =>
        OfShape(pattern.Shape)
        ?? (pattern.Dfa is { } dfa ? new DfaMatcher(dfa)
            : pattern.Shape.Kind != PatternShapeKind.General ? new ShapeMatcher(pattern.Shape)
            : new MachineMatcher(pattern));

    // Null where the automaton is the better choice, if there is one.
    private static TextMatcher? OfShape(PatternShape shape) => shape.Kind switch
    {
        PatternShapeKind.General => null,
        PatternShapeKind.Literal => new LiteralMatcher(shape.Literal),
        PatternShapeKind.LiteralSet => new LiteralSetMatcher(shape.Literals),
        PatternShapeKind.Prefix or PatternShapeKind.Suffix or PatternShapeKind.PrefixSet or PatternShapeKind.SuffixSet =>
            AffixMatcher.TryCreate(shape),
        PatternShapeKind.Union => OfParts(shape.Parts),
        _ => new ShapeMatcher(shape),
    };

    private static UnionMatcher? OfParts(IReadOnlyList<PatternShape> parts)
    {
        // To search a text for one literal after the other takes as many walks over it.
        if (parts.Count > MaxParts || parts.Count(static part => part.Kind == PatternShapeKind.Contains) > 1)
        {
            return null;
        }

        TextMatcher?[] matchers = [.. parts.Select(OfShape)];
        return Array.Exists(matchers, static matcher => matcher is null) ? null : new UnionMatcher(matchers!);
    }

    private sealed class LiteralMatcher(byte[] literal) : TextMatcher
    {
        public override bool IsMatch(ReadOnlySpan<byte> utf8) => utf8.SequenceEqual(literal);
    }

    private sealed class ShapeMatcher(PatternShape shape) : TextMatcher
    {
        public override bool IsMatch(ReadOnlySpan<byte> utf8) => shape.IsMatch(utf8);
    }

    private sealed class MachineMatcher(Pattern pattern) : TextMatcher
    {
        public override bool IsMatch(ReadOnlySpan<byte> utf8) => pattern.Run(utf8, []);
    }

    private sealed class UnionMatcher(TextMatcher[] parts) : TextMatcher
    {
        public override bool IsMatch(ReadOnlySpan<byte> utf8)
        {
            foreach (TextMatcher part in parts)
            {
                if (part.IsMatch(utf8))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
