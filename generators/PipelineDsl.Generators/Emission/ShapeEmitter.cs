using System.Globalization;
using PipelineDsl.Patterns;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes the test whether a value matches a pattern, from the pattern's shape where it has one.</summary>
internal sealed class ShapeEmitter(Statics statics)
{
    private const int MaxInline = 3;

    private readonly AutomatonEmitter _automata = new(statics);

    /// <summary>The test of a value.</summary>
    public Condition Test(PatternAutomata pattern, Operand value)
    {
        PatternShape shape = pattern.Shape;
        if (shape.Kind == PatternShapeKind.General)
        {
            return _automata.Test(pattern, value) ?? new($"{statics.Pattern(pattern.Text)}.IsMatch({value.Text})", true);
        }

        return value.Known is null ? Test(shape, pattern.Text, value.Text) : shape.IsMatch(value.Known) ? Condition.Always : Condition.Never;
    }

    private Condition Test(PatternShape shape, string pattern, string value)
    {
        int length = shape.Literal.Length + (shape.HasMoreBefore ? 1 : 0) + (shape.HasMoreAfter ? 1 : 0);
        switch (shape.Kind)
        {
            case PatternShapeKind.Nothing:
                return Condition.Never;
            case PatternShapeKind.Anything:
                return Condition.Always;
            case PatternShapeKind.NonEmpty:
                return new($"!{value}.IsEmpty", true);
            case PatternShapeKind.Literal:
                return Equal(value, shape.Literal);
            case PatternShapeKind.LiteralSet when shape.Literals.Count <= MaxInline:
                return Any(shape.Literals.Select(literal => Equal(value, literal)));
            case PatternShapeKind.LiteralSet:
                return new($"{statics.Test(pattern, writer => LiteralSetEmitter.WriteTest(writer, shape.Literals))}({value})", true);
            case PatternShapeKind.Prefix:
            case PatternShapeKind.Suffix:
                return Affix(shape, value, shape.Literal);
            case PatternShapeKind.PrefixSet:
            case PatternShapeKind.SuffixSet:
                return Affixes(shape, pattern, value);
            case PatternShapeKind.Contains:
                string inner = $"Has({value}{Inside(shape)}, {Literals.Utf8(shape.Literal)})";
                return length > shape.Literal.Length ? new($"{value}.Length >= {Number(length)} && {inner}", false) : new(inner, true);
            case PatternShapeKind.PrefixAndSuffix:
                return new(
                    $"{value}.Length >= {Number(length + shape.End.Length)} && Begins({value}, {Literals.Utf8(shape.Literal)}) "
                    + $"&& Ends({value}, {Literals.Utf8(shape.End)})",
                    false);
            default:
                return Union(shape, pattern, value);
        }
    }

    private static Condition Affix(PatternShape shape, string value, byte[] affix)
    {
        bool hasMore = shape.HasMoreBefore || shape.HasMoreAfter;
        string method = shape.Kind is PatternShapeKind.Prefix or PatternShapeKind.PrefixSet ? "Begins" : "Ends";
        string test = $"{method}({value}, {Literals.Utf8(affix)})";
        return hasMore ? new($"{value}.Length >= {Number(affix.Length + 1)} && {test}", false) : new(test, true);
    }

    private Condition Affixes(PatternShape shape, string pattern, string value)
    {
        if (shape.Literals.Count <= MaxInline)
        {
            return Any(shape.Literals.Select(affix => Affix(shape, value, affix)));
        }

        bool fromEnd = shape.Kind == PatternShapeKind.SuffixSet;
        string name = statics.Test(pattern, writer =>
            AffixSetEmitter.Write(writer, shape.Literals, fromEnd, affixes => Any(affixes.Select(affix => Affix(shape, "value", affix))).Text));
        return new($"{name}({value})", true);
    }

    private Condition Union(PatternShape shape, string pattern, string value)
    {
        if (shape.Parts.Count <= MaxInline)
        {
            return Any(shape.Parts.Select(part => Test(part, pattern, value)));
        }

        Condition all = Any(shape.Parts.Select(part => Test(part, pattern, "value")), "\n");
        string name = statics.Test(pattern, writer =>
        {
            string[] lines = all.Text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                writer.Line((i == 0 ? "return " : "    ") + lines[i] + (i == lines.Length - 1 ? ";" : ""));
            }
        });
        return new($"{name}({value})", true);
    }

    internal static Condition Equal(string value, byte[] literal) =>
        new(literal.Length == 0 ? $"{value}.IsEmpty" : $"Is({value}, {Literals.Utf8(literal)})", true);

    private static string Inside(PatternShape shape) => (shape.HasMoreBefore, shape.HasMoreAfter) switch
    {
        (false, false) => "",
        (true, false) => "[1..]",
        (false, true) => "[..^1]",
        _ => "[1..^1]",
    };

    private static Condition Any(IEnumerable<Condition> tests, string lineBreak = "")
    {
        string[] texts = [.. tests.Select(static test => test.IsSimple ? test.Text : $"({test.Text})")];
        return new(string.Join(lineBreak.Length == 0 ? " || " : lineBreak + "|| ", texts), texts.Length == 1);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
