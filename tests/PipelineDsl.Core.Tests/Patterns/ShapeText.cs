using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Writes shapes so that they can be compared.</summary>
internal static class ShapeText
{
    public static string Of(PatternShape shape) => shape.Kind switch
    {
        PatternShapeKind.Literal => $"'{Text(shape.Literal)}'",
        PatternShapeKind.LiteralSet => $"{{{string.Join(' ', shape.Literals.Select(Text))}}}",
        PatternShapeKind.Prefix => $"'{Text(shape.Literal)}'{Gap(shape.HasMoreAfter)}",
        PatternShapeKind.Suffix => $"{Gap(shape.HasMoreBefore)}'{Text(shape.Literal)}'",
        PatternShapeKind.PrefixSet => $"{{{string.Join(' ', shape.Literals.Select(Text))}}}{Gap(shape.HasMoreAfter)}",
        PatternShapeKind.SuffixSet => $"{Gap(shape.HasMoreBefore)}{{{string.Join(' ', shape.Literals.Select(Text))}}}",
        PatternShapeKind.Contains => $"{Gap(shape.HasMoreBefore)}'{Text(shape.Literal)}'{Gap(shape.HasMoreAfter)}",
        PatternShapeKind.PrefixAndSuffix => $"'{Text(shape.Literal)}'{Gap(shape.HasMoreAfter)}'{Text(shape.End)}'",
        PatternShapeKind.Union => string.Join(" or ", shape.Parts.Select(Of)),
        _ => shape.Kind.ToString(),
    };

    private static string Gap(bool hasMore) => hasMore ? "+" : "*";

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
