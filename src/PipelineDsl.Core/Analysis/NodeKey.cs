using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>Writes a part of a pattern as a text that no other has.</summary>
internal static class NodeKey
{
    public static string Of(PatternNode node)
    {
        var key = new StringBuilder();
        Write(key, node);
        return key.ToString();
    }

    private static void Write(StringBuilder key, PatternNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                key.Append(literal.HasReplacement ? '?' : '=').Append(literal.Utf8.Length).Append(':');
                foreach (byte value in literal.Utf8)
                {
                    key.Append((char)value);
                }

                break;
            case ClassNode { Set: var set }:
                key.Append('[');
                for (int i = 0; i < set.RangeCount; i++)
                {
                    key.Append(set.LowOf(i)).Append('-').Append(set.HighOf(i)).Append(' ');
                }

                key.Append(']');
                break;
            case AnchorNode anchor:
                key.Append('@').Append((int)anchor.Kind).Append(';');
                break;
            case CaptureNode capture:
                key.Append('(').Append(capture.Number).Append(' ');
                Write(key, capture.Item);
                key.Append(')');
                break;
            case RepeatNode repeat:
                key.Append(repeat.IsGreedy ? '{' : '<').Append(repeat.Min).Append(',').Append(repeat.Max).Append(' ');
                Write(key, repeat.Item);
                key.Append('}');
                break;
            case ConcatenationNode concatenation:
                WriteAll(key, '.', concatenation.Items);
                break;
            case AlternationNode alternation:
                WriteAll(key, '|', alternation.Items);
                break;
            default:
                key.Append('~');
                break;
        }
    }

    private static void WriteAll(StringBuilder key, char kind, IReadOnlyList<PatternNode> items)
    {
        key.Append(kind).Append(items.Count).Append(' ');
        foreach (PatternNode item in items)
        {
            Write(key, item);
        }
    }
}
