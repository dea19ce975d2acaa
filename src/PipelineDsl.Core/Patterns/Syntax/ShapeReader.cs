using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Writes a pattern out as a bounded number of sequences of literals and gaps, or finds that it cannot be.</summary>
internal static class ShapeReader
{
    /// <summary>How many sequences are written out at most for a class, a repetition or a product.</summary>
    public const int MaxExpanded = 256;

    /// <summary>How many sequences there can be in all: lists of names to keep are long.</summary>
    public const int MaxSequences = 2048;

    private const int MaxPieces = 3;
    private const int MaxBytes = 1 << 18;

    /// <summary>The sequences that a pattern stands for, any of which may match; null if there are too many, or none will do.</summary>
    public static List<ShapeSequence>? Read(PatternNode root) => Read(root, atStart: true, atEnd: true);

    private static List<ShapeSequence>? Read(PatternNode node, bool atStart, bool atEnd)
    {
        switch (node)
        {
            case EmptyNode:
                return [ShapeSequence.Empty];
            case LiteralNode literal:
                return literal.HasReplacement ? null : [ShapeSequence.Of(literal.Utf8)];
            case ClassNode @class:
                return ReadClass(@class.Set);
            case AnchorNode anchor:
                bool isMet = anchor.Kind switch
                {
                    AnchorKind.TextStart or AnchorKind.LineStart => atStart,
                    AnchorKind.TextEnd or AnchorKind.LineEnd => atEnd,
                    _ => false,
                };
                return isMet ? [ShapeSequence.Empty] : null;
            case CaptureNode capture:
                return Read(capture.Item, atStart, atEnd);
            case ConcatenationNode concatenation:
                return ReadConcatenation(concatenation.Items, atStart, atEnd);
            case AlternationNode alternation:
                return ReadAlternation(alternation.Items, atStart, atEnd);
            default:
                return ReadRepeat((RepeatNode)node, atStart, atEnd);
        }
    }

    private static List<ShapeSequence>? ReadClass(CodePointSet set)
    {
        if (set.Contains(CodePointSet.Replacement) || set.Count > MaxExpanded)
        {
            return null;
        }

        var sequences = new List<ShapeSequence>();
        for (int i = 0; i < set.RangeCount; i++)
        {
            for (int codePoint = set.LowOf(i); codePoint <= set.HighOf(i); codePoint++)
            {
                if (!Utf8Text.IsSurrogate(codePoint))
                {
                    sequences.Add(ShapeSequence.Of(Utf8Text.Of(codePoint)));
                }
            }
        }

        return sequences;
    }

    private static List<ShapeSequence>? ReadConcatenation(IReadOnlyList<PatternNode> items, bool atStart, bool atEnd)
    {
        int lastItem = items.Count - 1;
        while (lastItem > 0 && items[lastItem] is AnchorNode)
        {
            lastItem--;
        }

        List<ShapeSequence>? sequences = [ShapeSequence.Empty];
        bool isStart = atStart;
        for (int i = 0; i < items.Count && sequences is not null; i++)
        {
            isStart = isStart && (i == 0 || items[i - 1] is AnchorNode);
            List<ShapeSequence>? next = Read(items[i], isStart, atEnd && i >= lastItem);
            sequences = next is null ? null : Combine(sequences, next);
        }

        return sequences;
    }

    private static List<ShapeSequence>? ReadAlternation(IReadOnlyList<PatternNode> items, bool atStart, bool atEnd)
    {
        var sequences = new List<ShapeSequence>();
        foreach (PatternNode item in items)
        {
            if (Read(item, atStart, atEnd) is not { } more || sequences.Count + more.Count > MaxSequences)
            {
                return null;
            }

            sequences.AddRange(more);
        }

        return sequences;
    }

    private static List<ShapeSequence>? ReadRepeat(RepeatNode repeat, bool atStart, bool atEnd)
    {
        if (repeat.Max == RepeatNode.Unbounded)
        {
            return repeat.Item is ClassNode { Set.IsAll: true } && repeat.Min <= 1
                ? [new ShapeSequence([ShapePiece.Gap(hasMore: repeat.Min == 1)])]
                : null;
        }

        bool isSingle = repeat.Max == 1;
        if (Read(repeat.Item, atStart && isSingle, atEnd && isSingle) is not { } item)
        {
            return null;
        }

        var sequences = new List<ShapeSequence>();
        List<ShapeSequence>? turns = [ShapeSequence.Empty];
        for (int count = 0; count <= repeat.Max; count++)
        {
            if (count > 0)
            {
                turns = Combine(turns, item);
            }

            if (turns is null || sequences.Count + turns.Count > (isSingle ? MaxSequences : MaxExpanded))
            {
                return null;
            }

            if (count >= repeat.Min)
            {
                sequences.AddRange(turns);
            }
        }

        return sequences;
    }

    private static List<ShapeSequence>? Combine(List<ShapeSequence> left, List<ShapeSequence> right)
    {
        bool isProduct = left.Count > 1 && right.Count > 1;
        if (left.Count * right.Count > (isProduct ? MaxExpanded : MaxSequences))
        {
            return null;
        }

        var combined = new List<ShapeSequence>(left.Count * right.Count);
        int bytes = 0;
        foreach (ShapeSequence first in left)
        {
            foreach (ShapeSequence second in right)
            {
                if (first.Append(second) is not { Pieces.Count: <= MaxPieces } joined)
                {
                    return null;
                }

                foreach (ShapePiece piece in joined.Pieces)
                {
                    bytes += piece.Literal?.Length ?? 0;
                }

                combined.Add(joined);
            }
        }

        return bytes <= MaxBytes ? combined : null;
    }
}
