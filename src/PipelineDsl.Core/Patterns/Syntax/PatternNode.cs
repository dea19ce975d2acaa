using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>A part of a parsed pattern.</summary>
/// <param name="height">How many parts are nested in one another at most, this one included.</param>
/// <param name="size">How much there is to execute once repetitions are written out.</param>
internal abstract class PatternNode(int height, long size)
{
    public int Height { get; } = height;

    public long Size { get; } = Math.Min(size, int.MaxValue);
}

/// <summary>Matches the empty text.</summary>
internal sealed class EmptyNode() : PatternNode(1, 1)
{
    public static EmptyNode Instance { get; } = new();
}

/// <summary>Matches one text. U+FFFD in it also matches a byte that is not UTF-8.</summary>
internal sealed class LiteralNode(byte[] utf8, bool hasReplacement) : PatternNode(1, utf8.Length)
{
    public byte[] Utf8 { get; } = utf8;

    public bool HasReplacement { get; } = hasReplacement;
}

/// <summary>Matches one code point of a set. U+FFFD in it also matches a byte that is not UTF-8.</summary>
internal sealed class ClassNode(CodePointSet set) : PatternNode(1, 1)
{
    public CodePointSet Set { get; } = set;
}

/// <summary>Matches the empty text at some positions.</summary>
internal sealed class AnchorNode(AnchorKind kind) : PatternNode(1, 1)
{
    public AnchorKind Kind { get; } = kind;
}

/// <summary>Matches what its item matches, and remembers where.</summary>
internal sealed class CaptureNode(PatternNode item, int number) : PatternNode(item.Height + 1, item.Size + 2)
{
    public PatternNode Item { get; } = item;

    public int Number { get; } = number;
}

/// <summary>Matches its item several times in a row.</summary>
internal sealed class RepeatNode(PatternNode item, int min, int max, bool isGreedy)
    : PatternNode(item.Height + 1, max == Unbounded ? 2 + (Math.Max(min, 1) * item.Size) : max * (item.Size + 1))
{
    public const int Unbounded = -1;

    public PatternNode Item { get; } = item;

    public int Min { get; } = min;

    /// <summary>The largest number of times, or <see cref="Unbounded"/>.</summary>
    public int Max { get; } = max;

    public bool IsGreedy { get; } = isGreedy;
}

/// <summary>Matches its items one after the other; there are at least two.</summary>
internal sealed class ConcatenationNode(IReadOnlyList<PatternNode> items) : PatternNode(HeightOf(items), SizeOf(items))
{
    public IReadOnlyList<PatternNode> Items { get; } = items;

    internal static int HeightOf(IReadOnlyList<PatternNode> items)
    {
        int height = 0;
        foreach (PatternNode item in items)
        {
            height = Math.Max(height, item.Height);
        }

        return height + 1;
    }

    internal static long SizeOf(IReadOnlyList<PatternNode> items)
    {
        long size = items.Count;
        foreach (PatternNode item in items)
        {
            size += item.Size;
        }

        return size;
    }
}

/// <summary>Matches one of its items, the first one preferred; there are at least two.</summary>
internal sealed class AlternationNode(IReadOnlyList<PatternNode> items)
    : PatternNode(ConcatenationNode.HeightOf(items), ConcatenationNode.SizeOf(items))
{
    public IReadOnlyList<PatternNode> Items { get; } = items;
}
