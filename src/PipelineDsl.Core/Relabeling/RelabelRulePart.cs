namespace PipelineDsl.Relabeling;

/// <summary>The part of a rule that an error is about.</summary>
public enum RelabelRulePart
{
    /// <summary>The action.</summary>
    Action,

    /// <summary>The source labels.</summary>
    SourceLabels,

    /// <summary>The separator.</summary>
    Separator,

    /// <summary>The pattern.</summary>
    Pattern,

    /// <summary>The modulus.</summary>
    Modulus,

    /// <summary>The target label.</summary>
    TargetLabel,

    /// <summary>The replacement template.</summary>
    Replacement,
}
