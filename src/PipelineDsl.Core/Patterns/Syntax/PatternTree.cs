using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>A parsed pattern, the anchors that relabelling adds included.</summary>
/// <param name="Root">The whole of it.</param>
/// <param name="GroupNames">One for each group in order of number, from group 0, the whole match; null where a group has no name.</param>
internal sealed record PatternTree(PatternNode Root, IReadOnlyList<string?> GroupNames)
{
    /// <summary>How many groups there are besides the whole match.</summary>
    public int GroupCount => GroupNames.Count - 1;

    /// <summary>Whether a match can begin nowhere but at the start of the text.</summary>
    public bool IsAnchoredAtStart =>
        Root is AnchorNode { Kind: AnchorKind.TextStart }
        || (Root is ConcatenationNode { Items: var items } && items[0] is AnchorNode { Kind: AnchorKind.TextStart });

    /// <summary>Whether a match is always the whole text. Only a pattern that closes the parenthesis put around it is otherwise.</summary>
    public bool IsAnchored =>
        Root is ConcatenationNode { Items: var items }
        && items[0] is AnchorNode { Kind: AnchorKind.TextStart }
        && items[items.Count - 1] is AnchorNode { Kind: AnchorKind.TextEnd };
}
