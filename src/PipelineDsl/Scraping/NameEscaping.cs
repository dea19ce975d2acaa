namespace PipelineDsl;

/// <summary>How a target is asked to write names that are not legacy names.</summary>
public enum NameEscaping
{
    /// <summary>As they are, quoted.</summary>
    AllowUtf8,

    /// <summary>With <c>_</c> for each character that is not allowed.</summary>
    Underscores,

    /// <summary>With <c>_dot_</c> for dots and <c>__</c> for other characters.</summary>
    Dots,

    /// <summary>With <c>U__</c> before the name and the code points of its characters in it.</summary>
    Values,
}
