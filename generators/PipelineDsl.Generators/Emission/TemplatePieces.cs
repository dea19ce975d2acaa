using System.Globalization;
using PipelineDsl.Patterns;

namespace PipelineDsl.Generators.Emission;

/// <summary>What a template gives, as expressions of literals and of slices of the value that matched.</summary>
internal static class TemplatePieces
{
    /// <summary>The pieces in order; null where only running the pattern can tell.</summary>
    /// <param name="template">The template.</param>
    /// <param name="tree">The pattern whose groups it refers to.</param>
    /// <param name="value">The expression of the value; null when it is known to be empty.</param>
    public static IReadOnlyList<string>? Of(ReplacementTemplate template, PatternTree tree, string? value)
    {
        CaptureLayout? layout = CaptureLayout.Of(tree);
        var pieces = new List<string>();
        foreach (ReplacementPart part in template.Parts)
        {
            if (part.IsLiteral)
            {
                pieces.Add(Literals.Utf8(part.Literal.ToArray()));
                continue;
            }

            if (!part.Exists(tree.GroupNames))
            {
                continue;
            }

            int group = part.GroupName is null ? part.GroupNumber : IndexOf(tree.GroupNames, part.GroupName);
            if (layout is null && (group > 0 || !tree.IsAnchored))
            {
                return null;
            }

            if (value is not null)
            {
                pieces.Add(group == 0 ? value : Slice(value, layout!.Edges[2 * group], layout.Edges[(2 * group) + 1]));
            }
        }

        return pieces;
    }

    /// <summary>The text of a template without references.</summary>
    public static string LiteralOf(ReplacementTemplate template) =>
        template.Parts.Count == 0 ? "" : System.Text.Encoding.UTF8.GetString(template.Parts[0].Literal.ToArray());

    private static int IndexOf(IReadOnlyList<string?> names, string name)
    {
        int group = 1;
        while (names[group] != name)
        {
            group++;
        }

        return group;
    }

    private static string Slice(string value, CaptureEdge start, CaptureEdge end)
    {
        string from = start is { Distance: 0, FromEnd: false } ? "" : Index(start);
        string to = end is { Distance: 0, FromEnd: true } ? "" : Index(end);
        return from.Length == 0 && to.Length == 0 ? value : $"{value}[{from}..{to}]";
    }

    private static string Index(CaptureEdge edge) => (edge.FromEnd ? "^" : "") + edge.Distance.ToString(CultureInfo.InvariantCulture);
}
