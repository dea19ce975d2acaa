namespace PipelineDsl.Patterns;

/// <summary>What an anchor asks of a position.</summary>
internal enum AnchorKind : byte
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NoWordBoundary,
}
