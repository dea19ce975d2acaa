namespace PipelineDsl.Patterns;

/// <summary>What an instruction does.</summary>
internal enum ByteOperation : byte
{
    /// <summary>The pattern has matched.</summary>
    Match,

    /// <summary>Nothing goes on from here.</summary>
    Fail,

    /// <summary>Takes a byte between Low and High and goes on at Next.</summary>
    Range,

    /// <summary>Takes a byte by the transitions from Next on, Argument of them, and goes on where the fitting one leads.</summary>
    Table,

    /// <summary>Goes on at Next and, less preferred, at Argument.</summary>
    Split,

    /// <summary>Stores the position in slot Argument and goes on at Next.</summary>
    Save,

    /// <summary>Goes on at Next if the position is as the anchor Argument asks.</summary>
    Anchor,
}

/// <summary>An instruction of a <see cref="ByteProgram"/>.</summary>
internal readonly record struct ByteInstruction(ByteOperation Operation, int Next, int Argument = 0, byte Low = 0, byte High = 0);

/// <summary>Where an instruction leads with the bytes of a range.</summary>
internal readonly record struct ByteTransition(byte Low, byte High, int Next);
