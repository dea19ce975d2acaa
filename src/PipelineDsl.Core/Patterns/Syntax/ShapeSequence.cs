using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>A literal, or a gap that anything can fill.</summary>
/// <param name="Literal">The bytes, or null for a gap.</param>
/// <param name="HasMore">Of a gap: whether it is at least one byte.</param>
internal readonly record struct ShapePiece(byte[]? Literal, bool HasMore)
{
    public static ShapePiece Gap(bool hasMore) => new(null, hasMore);
}

/// <summary>Literals and gaps in turn; the empty text has no piece.</summary>
internal sealed class ShapeSequence(IReadOnlyList<ShapePiece> pieces)
{
    public static ShapeSequence Empty { get; } = new([]);

    public IReadOnlyList<ShapePiece> Pieces { get; } = pieces;

    public static ShapeSequence Of(byte[] literal) => new([new ShapePiece(literal, HasMore: false)]);

    /// <summary>One sequence after the other, or null if the two gaps that meet there ask for two bytes and more.</summary>
    public ShapeSequence? Append(ShapeSequence next)
    {
        if (Pieces.Count == 0 || next.Pieces.Count == 0)
        {
            return Pieces.Count == 0 ? next : this;
        }

        ShapePiece left = Pieces[Pieces.Count - 1];
        ShapePiece right = next.Pieces[0];
        var pieces = new List<ShapePiece>(Pieces);
        if (left.Literal is { } leftLiteral && right.Literal is { } rightLiteral)
        {
            var joined = new byte[leftLiteral.Length + rightLiteral.Length];
            leftLiteral.CopyTo(joined, 0);
            rightLiteral.CopyTo(joined, leftLiteral.Length);
            pieces[pieces.Count - 1] = new ShapePiece(joined, HasMore: false);
        }
        else if (left.Literal is null && right.Literal is null)
        {
            if (left.HasMore && right.HasMore)
            {
                return null;
            }

            pieces[pieces.Count - 1] = ShapePiece.Gap(left.HasMore || right.HasMore);
        }
        else
        {
            pieces.Add(right);
        }

        for (int i = 1; i < next.Pieces.Count; i++)
        {
            pieces.Add(next.Pieces[i]);
        }

        return new ShapeSequence(pieces);
    }
}
