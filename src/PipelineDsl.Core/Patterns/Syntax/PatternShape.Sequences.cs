using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

internal sealed partial class PatternShape
{
    private static PatternShape OfSequences(List<ShapeSequence> sequences)
    {
        var literals = new List<byte[]>();
        var others = new List<PatternShape>();
        foreach (ShapeSequence sequence in sequences)
        {
            PatternShape shape = OfSequence(sequence);
            switch (shape.Kind)
            {
                case PatternShapeKind.General:
                    return General;
                case PatternShapeKind.Literal:
                    literals.Add(shape.Literal);
                    break;
                default:
                    others.Add(shape);
                    break;
            }
        }

        return Union(literals, others);
    }

    private static PatternShape OfSequence(ShapeSequence sequence)
    {
        IReadOnlyList<ShapePiece> pieces = sequence.Pieces;
        switch (pieces.Count)
        {
            case 0:
                return new PatternShape(PatternShapeKind.Literal);
            case 1 when pieces[0].Literal is { } only:
                return new PatternShape(PatternShapeKind.Literal) { Literal = only };
            case 1:
                return new PatternShape(pieces[0].HasMore ? PatternShapeKind.NonEmpty : PatternShapeKind.Anything);
            case 2 when pieces[0].Literal is { } first:
                return new PatternShape(PatternShapeKind.Prefix) { Literal = first, HasMoreAfter = pieces[1].HasMore };
            case 2:
                return new PatternShape(PatternShapeKind.Suffix) { Literal = pieces[1].Literal!, HasMoreBefore = pieces[0].HasMore };
            case 3 when pieces[1].Literal is { } middle:
                return new PatternShape(PatternShapeKind.Contains)
                {
                    Literal = middle,
                    HasMoreBefore = pieces[0].HasMore,
                    HasMoreAfter = pieces[2].HasMore,
                };
            case 3:
                return new PatternShape(PatternShapeKind.PrefixAndSuffix)
                {
                    Literal = pieces[0].Literal!,
                    End = pieces[2].Literal!,
                    HasMoreAfter = pieces[1].HasMore,
                };
            default:
                return General;
        }
    }

    private static PatternShape Union(List<byte[]> literals, List<PatternShape> others)
    {
        List<PatternShape> parts = JoinAffixes(WithoutDuplicates(Relax(literals, others)));
        if (parts.Find(static part => part.Kind == PatternShapeKind.Anything) is { } anything)
        {
            return anything;
        }

        // A literal that another part matches anyway is left out.
        literals.RemoveAll(literal => parts.Exists(part => part.IsMatch(literal)));
        List<byte[]> distinct = SortedDistinct(literals);
        if (distinct.Count > 0)
        {
            parts.Insert(0, distinct.Count == 1
                ? new PatternShape(PatternShapeKind.Literal) { Literal = distinct[0] }
                : new PatternShape(PatternShapeKind.LiteralSet) { Literals = distinct });
        }

        return parts.Count switch
        {
            0 => new PatternShape(PatternShapeKind.Nothing),
            1 => parts[0],
            _ => new PatternShape(PatternShapeKind.Union) { Parts = parts },
        };
    }

    /// <summary>Drops "at least one more" where the text without it is a literal of its own: <c>|.+</c> is <c>.*</c>.</summary>
    private static List<PatternShape> Relax(List<byte[]> literals, List<PatternShape> others)
    {
        bool HasLiteral(byte[] text) => literals.Exists(literal => Compare(literal, text) == 0);
        return others.ConvertAll(shape => shape.Kind switch
        {
            PatternShapeKind.NonEmpty when HasLiteral(s_none) => new PatternShape(PatternShapeKind.Anything),
            PatternShapeKind.Prefix when shape.HasMoreAfter && HasLiteral(shape.Literal) =>
                new PatternShape(PatternShapeKind.Prefix) { Literal = shape.Literal },
            PatternShapeKind.Suffix when shape.HasMoreBefore && HasLiteral(shape.Literal) =>
                new PatternShape(PatternShapeKind.Suffix) { Literal = shape.Literal },
            _ => shape,
        });
    }

    private static List<byte[]> SortedDistinct(List<byte[]> literals)
    {
        literals.Sort(static (left, right) => Compare(left, right));
        var distinct = new List<byte[]>(literals.Count);
        foreach (byte[] literal in literals)
        {
            if (distinct.Count == 0 || Compare(distinct[distinct.Count - 1], literal) != 0)
            {
                distinct.Add(literal);
            }
        }

        return distinct;
    }

    private static List<PatternShape> WithoutDuplicates(List<PatternShape> shapes)
    {
        var kept = new List<PatternShape>(shapes.Count);
        foreach (PatternShape shape in shapes)
        {
            if (!kept.Exists(other => IsSame(other, shape)))
            {
                kept.Add(shape);
            }
        }

        return kept;
    }

    private static bool IsSame(PatternShape left, PatternShape right) =>
        left.Kind == right.Kind
        && left.HasMoreBefore == right.HasMoreBefore
        && left.HasMoreAfter == right.HasMoreAfter
        && Compare(left.Literal, right.Literal) == 0
        && Compare(left.End, right.End) == 0;
}
