namespace PipelineDsl.Patterns;

/// <summary>What lies on one side of a position, as far as anchors can tell.</summary>
internal enum ByteContext : byte
{
    /// <summary>Any other byte.</summary>
    Other,

    /// <summary>An ASCII letter, a digit or an underscore.</summary>
    Word,

    /// <summary>A newline.</summary>
    Newline,

    /// <summary>The start or the end of the text.</summary>
    Edge,
}
