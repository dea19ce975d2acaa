using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Tries one way after the other, which is how RE2 promises to look. Slow, and only for repetitions that take something.</summary>
internal sealed class BacktrackingMatcher(byte[] utf8, int[] offsets)
{
    public bool IsMatch(PatternTree tree)
    {
        Array.Fill(offsets, -1);
        return Try(tree.Root, 0, position =>
        {
            offsets[0] = 0;
            offsets[1] = position;
            return true;
        });
    }

    private bool Try(PatternNode node, int position, Func<int, bool> next) => node switch
    {
        EmptyNode => next(position),
        LiteralNode literal => utf8.AsSpan(position).StartsWith(literal.Utf8) && next(position + literal.Utf8.Length),
        ClassNode @class => Rune.DecodeFromUtf8(utf8.AsSpan(position), out Rune rune, out int length) == System.Buffers.OperationStatus.Done
            && @class.Set.Contains(rune.Value)
            && next(position + length),
        AnchorNode anchor => Anchors.IsMet(anchor.Kind, utf8, position) && next(position),
        CaptureNode capture => TryCapture(capture, position, next),
        ConcatenationNode concatenation => TryAll(concatenation.Items, 0, position, next),
        AlternationNode alternation => alternation.Items.Any(item => Try(item, position, next)),
        RepeatNode repeat => TryTurns(repeat, 0, position, next),
        _ => throw new NotSupportedException(),
    };

    private bool TryAll(IReadOnlyList<PatternNode> items, int index, int position, Func<int, bool> next) =>
        index == items.Count ? next(position) : Try(items[index], position, end => TryAll(items, index + 1, end, next));

    private bool TryTurns(RepeatNode repeat, int turn, int position, Func<int, bool> next)
    {
        bool Leave() => turn >= repeat.Min && next(position);
        bool Enter() => (repeat.Max == RepeatNode.Unbounded || turn < repeat.Max)
            && Try(repeat.Item, position, end => TryTurns(repeat, turn + 1, end, next));
        return repeat.IsGreedy ? Enter() || Leave() : Leave() || Enter();
    }

    private bool TryCapture(CaptureNode capture, int position, Func<int, bool> next)
    {
        int slot = 2 * capture.Number;
        return Try(capture.Item, position, end =>
        {
            (int Start, int End) before = (offsets[slot], offsets[slot + 1]);
            (offsets[slot], offsets[slot + 1]) = (position, end);
            if (next(end))
            {
                return true;
            }

            (offsets[slot], offsets[slot + 1]) = before;
            return false;
        });
    }
}
