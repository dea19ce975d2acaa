using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>What a text has to be like to match a pattern, in tests of bytes wherever a pattern asks for no more.</summary>
/// <remarks>
/// Literals are UTF-8 and never contain U+FFFD, so a test may read any bytes, valid UTF-8 or not: a code point of a literal begins nowhere
/// but at its first byte.
/// </remarks>
internal sealed partial class PatternShape
{
    private static readonly byte[] s_none = [];

    private PatternShape(PatternShapeKind kind) => Kind = kind;

    public static PatternShape General { get; } = new(PatternShapeKind.General);

    public PatternShapeKind Kind { get; }

    /// <summary>The literal, of all kinds that have a single one.</summary>
    public byte[] Literal { get; private init; } = s_none;

    /// <summary>The literal at the end, of <see cref="PatternShapeKind.PrefixAndSuffix"/>.</summary>
    public byte[] End { get; private init; } = s_none;

    /// <summary>The texts of a <see cref="PatternShapeKind.LiteralSet"/>, in order of length, then of their bytes; or the affixes of a set.</summary>
    public IReadOnlyList<byte[]> Literals { get; private init; } = [];

    /// <summary>What a <see cref="PatternShapeKind.Union"/> is made of.</summary>
    /// <remarks>
    /// No part is general, a union, or matches everything. Literals come first, in one part; prefixes are one part or two, those that
    /// want more to follow apart, and so are suffixes.
    /// </remarks>
    public IReadOnlyList<PatternShape> Parts { get; private init; } = [];

    /// <summary>Whether at least one more byte has to come before the literal (of suffixes, and where a literal is contained).</summary>
    public bool HasMoreBefore { get; private init; }

    /// <summary>Whether at least one more byte has to follow the literal (of prefixes, where one is contained, before an end).</summary>
    public bool HasMoreAfter { get; private init; }

    /// <summary>Finds the shape of a pattern.</summary>
    public static PatternShape Of(PatternTree tree)
    {
        if (!tree.IsAnchored)
        {
            return General;
        }

        List<ShapeSequence>? sequences = ShapeReader.Read(tree.Root);
        return sequences is null ? General : OfSequences(sequences);
    }

    /// <summary>Whether a text is like this; a general shape cannot tell.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        switch (Kind)
        {
            case PatternShapeKind.Anything:
                return true;
            case PatternShapeKind.NonEmpty:
                return utf8.Length > 0;
            case PatternShapeKind.Literal:
                return utf8.SequenceEqual(Literal);
            case PatternShapeKind.LiteralSet:
                return IsAmongLiterals(utf8);
            case PatternShapeKind.Prefix:
                return utf8.Length >= Literal.Length + One(HasMoreAfter) && utf8.StartsWith(Literal);
            case PatternShapeKind.Suffix:
                return utf8.Length >= Literal.Length + One(HasMoreBefore) && utf8.EndsWith(Literal);
            case PatternShapeKind.PrefixSet:
            case PatternShapeKind.SuffixSet:
                return HasAnAffix(utf8);
            case PatternShapeKind.Contains:
                int around = One(HasMoreBefore) + One(HasMoreAfter);
                return utf8.Length >= Literal.Length + around
                    && utf8.Slice(One(HasMoreBefore), utf8.Length - around).IndexOf(Literal) >= 0;
            case PatternShapeKind.PrefixAndSuffix:
                return utf8.Length >= Literal.Length + End.Length + One(HasMoreAfter) && utf8.StartsWith(Literal) && utf8.EndsWith(End);
            case PatternShapeKind.Union:
                return IsLikeAPart(utf8);
            default:
                return false;
        }
    }

    private static int One(bool flag) => flag ? 1 : 0;

    private bool IsLikeAPart(ReadOnlySpan<byte> utf8)
    {
        for (int i = 0; i < Parts.Count; i++)
        {
            if (Parts[i].IsMatch(utf8))
            {
                return true;
            }
        }

        return false;
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
}
