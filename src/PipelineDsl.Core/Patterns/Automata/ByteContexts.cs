namespace PipelineDsl.Patterns;

/// <summary>Tells contexts apart, where the anchors of a program do.</summary>
internal sealed class ByteContexts
{
    public const int Count = 4;

    public ByteContexts(ByteProgram program)
    {
        foreach (ByteInstruction instruction in program.Instructions)
        {
            if (instruction.Operation == ByteOperation.Anchor)
            {
                var kind = (AnchorKind)instruction.Argument;
                HasLines |= kind is AnchorKind.LineStart or AnchorKind.LineEnd;
                HasWords |= kind is AnchorKind.WordBoundary or AnchorKind.NoWordBoundary;
            }
        }
    }

    public bool HasLines { get; }

    public bool HasWords { get; }

    public ByteContext Of(byte value) =>
        HasLines && value == '\n' ? ByteContext.Newline
        : HasWords && IsWord(value) ? ByteContext.Word
        : ByteContext.Other;

    /// <summary>Whether a position between two contexts is as an anchor asks.</summary>
    public static bool IsMet(AnchorKind kind, ByteContext before, ByteContext after) => kind switch
    {
        AnchorKind.TextStart => before == ByteContext.Edge,
        AnchorKind.TextEnd => after == ByteContext.Edge,
        AnchorKind.LineStart => before is ByteContext.Edge or ByteContext.Newline,
        AnchorKind.LineEnd => after is ByteContext.Edge or ByteContext.Newline,
        AnchorKind.WordBoundary => (before == ByteContext.Word) != (after == ByteContext.Word),
        _ => (before == ByteContext.Word) == (after == ByteContext.Word),
    };

    private static bool IsWord(byte value) =>
        value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_';
}
