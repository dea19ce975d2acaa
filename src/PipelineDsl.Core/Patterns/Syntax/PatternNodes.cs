using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Makes nodes in their simplest form: nothing nested that need not be, neighbouring literals joined.</summary>
internal static class PatternNodes
{
    public static PatternNode CodePoint(int codePoint) =>
        Utf8Text.IsSurrogate(codePoint)
            ? new ClassNode(CodePointSet.Of(codePoint))
            : new LiteralNode(Utf8Text.Of(codePoint), codePoint == CodePointSet.Replacement);

    public static PatternNode Concatenation(IReadOnlyList<PatternNode> items)
    {
        var flat = new List<PatternNode>(items.Count);
        foreach (PatternNode item in items)
        {
            if (item is ConcatenationNode inner)
            {
                flat.AddRange(inner.Items);
            }
            else if (item is not EmptyNode)
            {
                flat.Add(item);
            }
        }

        return Single(JoinLiterals(flat), EmptyNode.Instance, static list => new ConcatenationNode(list));
    }

    public static PatternNode Alternation(IReadOnlyList<PatternNode> items)
    {
        var flat = new List<PatternNode>(items.Count);
        foreach (PatternNode item in items)
        {
            if (item is AlternationNode inner)
            {
                flat.AddRange(inner.Items);
            }
            else
            {
                flat.Add(item);
            }
        }

        return Single(JoinClasses(flat), EmptyNode.Instance, static list => new AlternationNode(list));
    }

    public static PatternNode Repeat(PatternNode item, int min, int max, bool isGreedy)
    {
        if (item is EmptyNode || max == 0)
        {
            return EmptyNode.Instance;
        }

        if (min == 1 && max == 1)
        {
            return item;
        }

        // (?:a*)+ is a*: two simple repetitions of one greed make a third.
        bool isSimple = IsSimple(min, max);
        if (isSimple && item is RepeatNode inner && IsSimple(inner.Min, inner.Max) && inner.IsGreedy == isGreedy)
        {
            return inner.Min == min && inner.Max == max ? inner : new RepeatNode(inner.Item, 0, RepeatNode.Unbounded, isGreedy);
        }

        return new RepeatNode(item, min, max, isGreedy);
    }

    /// <summary>Whether a part can match without taking a byte.</summary>
    public static bool CanBeEmpty(PatternNode node)
    {
        switch (node)
        {
            case EmptyNode or AnchorNode:
                return true;
            case CaptureNode capture:
                return CanBeEmpty(capture.Item);
            case RepeatNode repeat:
                return repeat.Min == 0 || CanBeEmpty(repeat.Item);
            case ConcatenationNode concatenation:
                return All(concatenation.Items, CanBeEmpty);
            case AlternationNode alternation:
                return !All(alternation.Items, static item => !CanBeEmpty(item));
            default:
                return false;
        }
    }

    private static bool All(IReadOnlyList<PatternNode> items, Func<PatternNode, bool> isTrue)
    {
        foreach (PatternNode item in items)
        {
            if (!isTrue(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSimple(int min, int max) => (min, max) is (0, RepeatNode.Unbounded) or (1, RepeatNode.Unbounded) or (0, 1);

    private static PatternNode Single(List<PatternNode> items, PatternNode none, Func<IReadOnlyList<PatternNode>, PatternNode> several) =>
        items.Count switch
        {
            0 => none,
            1 => items[0],
            _ => several(items),
        };

    private static List<PatternNode> JoinLiterals(List<PatternNode> items)
    {
        var joined = new List<PatternNode>(items.Count);
        int index = 0;
        while (index < items.Count)
        {
            int end = index;
            while (end < items.Count && items[end] is LiteralNode)
            {
                end++;
            }

            if (end - index < 2)
            {
                joined.Add(items[index++]);
                continue;
            }

            joined.Add(Join(items.GetRange(index, end - index)));
            index = end;
        }

        return joined;
    }

    private static LiteralNode Join(List<PatternNode> literals)
    {
        var utf8 = new List<byte>(literals.Count);
        bool hasReplacement = false;
        foreach (PatternNode node in literals)
        {
            var literal = (LiteralNode)node;
            utf8.AddRange(literal.Utf8);
            hasReplacement |= literal.HasReplacement;
        }

        return new LiteralNode(utf8.ToArray(), hasReplacement);
    }

    // Neighbouring alternatives of one code point are one class: a|b|[0-9] is [ab0-9], and the order among them cannot be seen.
    private static List<PatternNode> JoinClasses(List<PatternNode> items)
    {
        var joined = new List<PatternNode>(items.Count);
        foreach (PatternNode item in items)
        {
            if (joined.Count > 0 && AsSet(joined[joined.Count - 1]) is { } left && AsSet(item) is { } right)
            {
                var builder = new CodePointSetBuilder();
                builder.Add(left);
                builder.Add(right);
                joined[joined.Count - 1] = new ClassNode(builder.ToSet());
            }
            else
            {
                joined.Add(item);
            }
        }

        return joined;
    }

    private static CodePointSet? AsSet(PatternNode node) => node switch
    {
        ClassNode @class => @class.Set,
        LiteralNode { Utf8.Length: <= 4 } literal when Utf8Text.ToText(literal.Utf8) is var text && IsOneCodePoint(text) =>
            CodePointSet.Of(char.ConvertToUtf32(text, 0)),
        _ => null,
    };

    private static bool IsOneCodePoint(string text) => text.Length == 1 || (text.Length == 2 && char.IsHighSurrogate(text[0]));
}
