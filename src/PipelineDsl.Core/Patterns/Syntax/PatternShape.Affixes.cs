using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

internal sealed partial class PatternShape
{
    private bool HasAnAffix(ReadOnlySpan<byte> utf8)
    {
        foreach (byte[] affix in Literals)
        {
            if (utf8.Length >= affix.Length + One(HasMoreBefore) + One(HasMoreAfter)
                && (Kind == PatternShapeKind.PrefixSet ? utf8.StartsWith(affix) : utf8.EndsWith(affix)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes one part of all prefixes and one of all suffixes, since one look at a text can tell all of them apart.</summary>
    private static List<PatternShape> JoinAffixes(List<PatternShape> parts)
    {
        var joined = new List<PatternShape>();
        AddAffixes(joined, parts.FindAll(static part => part.Kind == PatternShapeKind.Prefix), PatternShapeKind.PrefixSet);
        AddAffixes(joined, parts.FindAll(static part => part.Kind == PatternShapeKind.Suffix), PatternShapeKind.SuffixSet);
        joined.AddRange(parts.FindAll(static part => part.Kind is not (PatternShapeKind.Prefix or PatternShapeKind.Suffix)));
        return joined;
    }

    private static void AddAffixes(List<PatternShape> joined, List<PatternShape> affixes, PatternShapeKind kind)
    {
        affixes = WithoutCovered(affixes, fromEnd: kind == PatternShapeKind.SuffixSet);
        foreach (bool hasMore in new[] { false, true })
        {
            List<PatternShape> alike = affixes.FindAll(affix => (affix.HasMoreBefore || affix.HasMoreAfter) == hasMore);
            if (alike.Count < 2)
            {
                joined.AddRange(alike);
                continue;
            }

            joined.Add(new PatternShape(kind)
            {
                Literals = alike.ConvertAll(static affix => affix.Literal),
                HasMoreBefore = alike[0].HasMoreBefore,
                HasMoreAfter = alike[0].HasMoreAfter,
            });
        }
    }

    /// <summary>Leaves out affixes that begin (or end) with another one, as whatever they match is matched by that one.</summary>
    private static List<PatternShape> WithoutCovered(List<PatternShape> affixes, bool fromEnd)
    {
        // In this order all that begin with an affix follow it at once.
        affixes.Sort((left, right) => CompareAffixes(left, right, fromEnd));
        var kept = new List<PatternShape>(affixes.Count);
        foreach (PatternShape affix in affixes)
        {
            if (kept.Count == 0 || !Covers(kept[kept.Count - 1], affix, fromEnd))
            {
                kept.Add(affix);
            }
        }

        return kept;
    }

    // Without duplicates, one of two equal literals wants more: the other one, which comes first, matches whatever it does.
    private static bool Covers(PatternShape shorter, PatternShape longer, bool fromEnd) =>
        fromEnd ? longer.Literal.AsSpan().EndsWith(shorter.Literal) : longer.Literal.AsSpan().StartsWith(shorter.Literal);

    private static int CompareAffixes(PatternShape left, PatternShape right, bool fromEnd)
    {
        byte[] first = left.Literal;
        byte[] second = right.Literal;
        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            int order = fromEnd ? first[first.Length - 1 - i] - second[second.Length - 1 - i] : first[i] - second[i];
            if (order != 0)
            {
                return order;
            }
        }

        return first.Length != second.Length
            ? first.Length - second.Length
            : (left.HasMoreBefore || left.HasMoreAfter).CompareTo(right.HasMoreBefore || right.HasMoreAfter);
    }
}
