namespace PipelineDsl.Relabeling;

/// <summary>What a relabel rule does; the names are Prometheus'.</summary>
public enum RelabelAction
{
    /// <summary>Sets the target label from the template when the pattern matches; an empty result removes it.</summary>
    Replace,

    /// <summary>Drops the label set unless the pattern matches.</summary>
    Keep,

    /// <summary>Drops the label set when the pattern matches.</summary>
    Drop,

    /// <summary>Drops the label set unless the joined sources equal the target label.</summary>
    KeepEqual,

    /// <summary>Drops the label set when the joined sources equal the target label.</summary>
    DropEqual,

    /// <summary>Sets the target label to the joined sources' hash modulo a number.</summary>
    HashMod,

    /// <summary>Copies each label whose name matches to the name that the template gives.</summary>
    LabelMap,

    /// <summary>Removes labels whose names match.</summary>
    LabelDrop,

    /// <summary>Removes labels whose names do not match.</summary>
    LabelKeep,

    /// <summary>Sets the target label to the joined sources in lower case.</summary>
    Lowercase,

    /// <summary>Sets the target label to the joined sources in upper case.</summary>
    Uppercase,
}
