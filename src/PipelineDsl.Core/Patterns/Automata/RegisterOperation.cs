namespace PipelineDsl.Patterns;

/// <summary>Copies a register into another one. The first registers cannot be written: they have a meaning.</summary>
/// <param name="Target">The register to write.</param>
/// <param name="Source">The register to read.</param>
internal readonly record struct RegisterOperation(byte Target, byte Source)
{
    /// <summary>Always -1, the offset of a group that took no part.</summary>
    public const byte Unset = 0;

    /// <summary>Always 0, where a text begins.</summary>
    public const byte Start = 1;

    /// <summary>The position before the byte that a transition takes; at the end of the text, its length.</summary>
    public const byte Position = 2;

    /// <summary>The first register that can be written.</summary>
    public const byte First = 3;

    /// <summary>The register that only helps others to change places.</summary>
    public const byte Spare = Last + 1;

    /// <summary>The last register that keeps a tag.</summary>
    public const byte Last = 34;
}
