using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>Runs a destination's own rules on the labels of a series, once, when it is defined.</summary>
/// <remarks>As in Prometheus, external labels are there before the rules run.</remarks>
internal sealed class SeriesRelabeler(LabelSet externalLabels, RuleChain rules)
{
    /// <summary>The labels that are added after the rules: all external ones if there are no rules, else none.</summary>
    public LabelSet LaterLabels => rules.Stages.IsEmpty ? externalLabels : LabelSet.Empty;

    /// <returns>The labels to send; <see langword="null"/> if a rule dropped the series.</returns>
    public LabelSet? Apply(LabelSet labels)
    {
        if (rules.Stages.IsEmpty)
        {
            return labels;
        }

        var builder = new LabelSetBuilder(labels);
        foreach (Utf8Label label in externalLabels)
        {
            if (builder.Get(label.Name).IsEmpty)
            {
                builder.Set(label.Name, label.Value);
            }
        }

        return rules.Apply(builder, out _) ? builder.ToLabelSet() : null;
    }
}
