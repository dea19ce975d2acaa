using System.Globalization;
using PipelineDsl.Patterns;

namespace PipelineDsl.Generators.Emission;

/// <summary>What a template gives, as expressions of literals and of slices of the value that matched.</summary>
internal static class TemplatePieces
{
    /// <summary>The pieces in order; null where only running the pattern can tell.</summary>
    /// <param name="template">The template.</param>
    /// <param name="tree">The pattern whose groups it refers to.</param>
    /// <param name="value">The value that matched.</param>
    public static IReadOnlyList<Operand>? Of(ReplacementTemplate template, PatternTree tree, Operand value)
    {
        CaptureLayout? layout = CaptureLayout.Of(tree);
        return Of(template, tree, group =>
            group == 0 && tree.IsAnchored ? value
            : layout is null ? null
            : Slice(value, layout.Edges[2 * group], layout.Edges[(2 * group) + 1]));
    }

    /// <summary>The pieces in order, of a value called <c>value</c> with offsets called <c>groups</c>; null if that is not enough.</summary>
    public static IReadOnlyList<Operand>? OfGroups(ReplacementTemplate template, PatternTree tree) => Of(template, tree, group =>
        tree.GroupNames[group] is { } name && tree.GroupNames.Count(other => other == name) > 1 ? null
        : group == 0 && tree.IsAnchored ? new("value")
        : new($"PatternTables.Group(value, groups, {group.ToString(CultureInfo.InvariantCulture)})"));

    private static List<Operand>? Of(ReplacementTemplate template, PatternTree tree, Func<int, Operand?> textOf)
    {
        var pieces = new List<Operand>();
        foreach (ReplacementPart part in template.Parts)
        {
            if (!part.IsLiteral && !part.Exists(tree.GroupNames))
            {
                continue;
            }

            Operand? piece = part.IsLiteral ? Operand.Of(part.Literal.ToArray())
                : textOf(part.GroupName is null ? part.GroupNumber : IndexOf(tree.GroupNames, part.GroupName));
            if (piece is null)
            {
                return null;
            }

            if (!piece.IsEmpty)
            {
                pieces.Add(piece);
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

    private static Operand Slice(Operand value, CaptureEdge start, CaptureEdge end)
    {
        if (value.Known is { } known)
        {
            // Of a value that does not match the edges mean nothing, and no text of it is used.
            int first = start.In(known.Length);
            int length = end.In(known.Length) - first;
            return first >= 0 && length >= 0 && first + length <= known.Length ? Operand.Of(known.AsSpan(first, length).ToArray()) : Operand.Empty;
        }

        string from = start is { Distance: 0, FromEnd: false } ? "" : Index(start);
        string to = end is { Distance: 0, FromEnd: true } ? "" : Index(end);
        return from.Length == 0 && to.Length == 0 ? value : new($"{value.Text}[{from}..{to}]");
    }

    private static string Index(CaptureEdge edge) => (edge.FromEnd ? "^" : "") + edge.Distance.ToString(CultureInfo.InvariantCulture);
}
