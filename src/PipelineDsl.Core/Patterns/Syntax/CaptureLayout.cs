namespace PipelineDsl.Patterns;

/// <summary>Where a group begins or ends in every text that matches.</summary>
/// <param name="Distance">How many bytes from the start or from the end of the text.</param>
/// <param name="FromEnd">Which of the two.</param>
internal readonly record struct CaptureEdge(int Distance, bool FromEnd)
{
    /// <summary>The offset in a text that matches.</summary>
    public int In(int length) => FromEnd ? length - Distance : Distance;
}

/// <summary>The groups of a pattern in which they lie at the same place in every text that matches: <c>(.*)</c>, <c>lit(.+)</c>.</summary>
/// <param name="Edges">The start and the end of each group in turn, from group 0, the whole match.</param>
internal sealed record CaptureLayout(CaptureEdge[] Edges)
{
    /// <summary>Finds the layout of a pattern; null if its groups can lie differently, or take no part.</summary>
    public static CaptureLayout? Of(PatternTree tree)
    {
        if (!tree.IsAnchored)
        {
            return null;
        }

        var reader = new CaptureLayoutReader(tree.GroupCount);
        return reader.Read(tree.Root) ? reader.ToLayout() : null;
    }
}
