using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>Says what texts a template can give: perhaps more than it does, never fewer.</summary>
internal static class TemplateLanguage
{
    /// <summary>The texts of a template whose pattern matched a text of some set; null when they are not known.</summary>
    public static ByteDfa? Of(PatternTree tree, ReplacementTemplate template, ByteDfa matched, Languages languages)
    {
        if (!tree.IsAnchored)
        {
            return null;
        }

        if (template is { IsLiteral: false, Parts.Count: 1 } && IsWhole(tree, template.Parts[0]))
        {
            return matched;
        }

        return languages.OfNode(PatternNodes.Concatenation([.. template.Parts.Select(part => NodeOf(tree, part))]));
    }

    /// <summary>Whether a part of a pattern asks where in the text it stands.</summary>
    public static bool HasAnchor(PatternNode node) => node switch
    {
        AnchorNode => true,
        CaptureNode capture => HasAnchor(capture.Item),
        RepeatNode repeat => HasAnchor(repeat.Item),
        ConcatenationNode concatenation => concatenation.Items.Any(HasAnchor),
        AlternationNode alternation => alternation.Items.Any(HasAnchor),
        _ => false,
    };

    /// <summary>Whether a reference is to a group.</summary>
    public static bool IsTo(ReplacementPart part, CaptureNode capture, PatternTree tree) =>
        part.GroupName is { } name ? tree.GroupNames[capture.Number] == name : part.GroupNumber == capture.Number;

    /// <summary>The groups within a part of a pattern.</summary>
    public static IEnumerable<CaptureNode> Captures(PatternNode node) => node switch
    {
        CaptureNode capture => [capture, .. Captures(capture.Item)],
        RepeatNode repeat => Captures(repeat.Item),
        ConcatenationNode concatenation => concatenation.Items.SelectMany(Captures),
        AlternationNode alternation => alternation.Items.SelectMany(Captures),
        _ => [],
    };

    // Group 0, or the group that is all there is between the anchors.
    private static bool IsWhole(PatternTree tree, ReplacementPart part) =>
        part is { GroupName: null, GroupNumber: 0 }
        || (((ConcatenationNode)tree.Root).Items is { Count: 3 } items && items[1] is CaptureNode capture && IsTo(part, capture, tree)
            && Captures(tree.Root).Count(other => IsTo(part, other, tree)) == 1);

    private static PatternNode NodeOf(PatternTree tree, ReplacementPart part)
    {
        if (part.IsLiteral)
        {
            return Languages.NodeOf(Encoding.UTF8.GetString(part.Literal.ToArray()));
        }

        if (part is { GroupName: null, GroupNumber: 0 })
        {
            return Languages.Anything;
        }

        // Whatever a group took, it is like the group, unless the group looks at what is around it.
        CaptureNode[] captures = [.. Captures(tree.Root).Where(capture => IsTo(part, capture, tree))];
        return captures.Any(static capture => HasAnchor(capture.Item))
            ? Languages.Anything
            : PatternNodes.Alternation([EmptyNode.Instance, .. captures.Select(static capture => capture.Item)]);
    }
}
