namespace PipelineDsl.Relabeling;

/// <summary>A rule that Prometheus would not load.</summary>
public sealed class RelabelRuleException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="index">The number of the rule in its list, from 0.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="error">What is wrong with it.</param>
    public RelabelRuleException(int index, RelabelRule rule, RelabelRuleError error)
        : base($"Relabel rule {index + 1} ({rule}): {error.Part}: {error.Message}")
    {
        Index = index;
        Error = error;
    }

    /// <summary>The number of the rule in its list, from 0.</summary>
    public int Index { get; }

    /// <summary>What is wrong with the rule.</summary>
    public RelabelRuleError Error { get; }
}
