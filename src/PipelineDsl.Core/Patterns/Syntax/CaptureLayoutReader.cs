using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Walks over a pattern from left to right and adds up how many bytes its parts match.</summary>
/// <remarks>
/// Parts before the first one of variable width are measured from the start, parts after the last one from the end, and no group may
/// begin or end in between.
/// </remarks>
internal sealed class CaptureLayoutReader(int groupCount)
{
    private const int Variable = -1;

    private readonly List<(int Slot, int Distance, int Stretch)> _edges = [];
    private int _width;
    private int _stretches;

    public bool Read(PatternNode node)
    {
        switch (node)
        {
            case CaptureNode capture:
                AddEdge(2 * capture.Number);
                bool isReadable = Read(capture.Item);
                AddEdge((2 * capture.Number) + 1);
                return isReadable;
            case ConcatenationNode concatenation:
                foreach (PatternNode item in concatenation.Items)
                {
                    if (!Read(item))
                    {
                        return false;
                    }
                }

                return true;
            default:
                AddWidth(WidthOf(node));
                return true;
        }
    }

    public CaptureLayout? ToLayout()
    {
        // Groups inside of alternatives and repetitions were not walked into; a repetition of no turn has lost its groups altogether.
        if (_edges.Count != 2 * groupCount)
        {
            return null;
        }

        var edges = new CaptureEdge[2 * (groupCount + 1)];
        edges[1] = new CaptureEdge(0, FromEnd: true);
        foreach ((int slot, int distance, int stretch) in _edges)
        {
            if (stretch != 0 && stretch != _stretches)
            {
                return null;
            }

            edges[slot] = stretch == 0 ? new CaptureEdge(distance, FromEnd: false) : new CaptureEdge(_width - distance, FromEnd: true);
        }

        return new CaptureLayout(edges);
    }

    private void AddEdge(int slot) => _edges.Add((slot, _width, _stretches));

    // A stretch is what lies between parts of variable width; distances count from its beginning.
    private void AddWidth(int width)
    {
        if (width != Variable)
        {
            _width += width;
            return;
        }

        _width = 0;
        _stretches++;
    }

    private static int WidthOf(PatternNode node) => node switch
    {
        EmptyNode or AnchorNode => 0,
        LiteralNode literal => literal.HasReplacement ? Variable : literal.Utf8.Length,
        ClassNode @class => WidthOf(@class.Set),
        CaptureNode capture => WidthOf(capture.Item),
        ConcatenationNode concatenation => SumOf(concatenation.Items),
        AlternationNode alternation => CommonOf(alternation.Items),
        RepeatNode repeat when repeat.Min == repeat.Max && WidthOf(repeat.Item) is var width and not Variable => repeat.Min * width,
        _ => Variable,
    };

    private static int WidthOf(CodePointSet set)
    {
        if (set.IsEmpty || set.Contains(CodePointSet.Replacement))
        {
            return Variable;
        }

        int low = Utf8Text.LengthOf(set.LowOf(0));
        return low == Utf8Text.LengthOf(set.HighOf(set.RangeCount - 1)) ? low : Variable;
    }

    private static int SumOf(IReadOnlyList<PatternNode> items)
    {
        int sum = 0;
        foreach (PatternNode item in items)
        {
            int width = WidthOf(item);
            if (width == Variable)
            {
                return Variable;
            }

            sum += width;
        }

        return sum;
    }

    private static int CommonOf(IReadOnlyList<PatternNode> items)
    {
        int common = WidthOf(items[0]);
        for (int i = 1; i < items.Count; i++)
        {
            if (WidthOf(items[i]) != common)
            {
                return Variable;
            }
        }

        return common;
    }
}
