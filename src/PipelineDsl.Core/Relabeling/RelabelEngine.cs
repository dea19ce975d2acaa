namespace PipelineDsl.Relabeling;

/// <summary>What runs a rule set.</summary>
public enum RelabelEngine
{
    /// <summary>The interpreter, from the rules as data.</summary>
    Interpreted,

    /// <summary>Code that the source generator wrote for these rules.</summary>
    Compiled,
}
