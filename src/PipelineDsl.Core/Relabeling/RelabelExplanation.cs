using System.Collections.Immutable;
using System.Text;

namespace PipelineDsl.Relabeling;

/// <summary>What rules made of a label set, rule by rule.</summary>
/// <remarks>The outcome is that of running the rules, compiled or interpreted; only it takes longer, so it is for people and not for scrapes.</remarks>
public sealed class RelabelExplanation
{
    internal RelabelExplanation(LabelSet before, ImmutableArray<RelabelStep> steps, LabelSet? after) =>
        (Before, Steps, After) = (before, steps, after);

    /// <summary>The labels before the rules.</summary>
    public LabelSet Before { get; }

    /// <summary>The rules that ran, in order; the last one dropped the labels if they were dropped.</summary>
    public ImmutableArray<RelabelStep> Steps { get; }

    /// <summary>The labels after the rules; <see langword="null"/> when a rule dropped them.</summary>
    public LabelSet? After { get; }

    /// <summary>The rule that dropped the labels; <see langword="null"/> when they were kept.</summary>
    public RelabelStep? DroppedBy => After is null ? Steps[^1] : null;

    /// <summary>The explanation as text: the labels before, every rule that ran, the labels after.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("before ").Append(Before).Append('\n');
        foreach (RelabelStep step in Steps)
        {
            text.Append(step).Append('\n');
        }

        return text.Append("after  ").Append(After is null ? "(dropped)" : After.ToString()).ToString();
    }
}
