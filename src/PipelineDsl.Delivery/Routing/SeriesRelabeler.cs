using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>Runs a destination's own rules on the labels of a series, once, when it is defined.</summary>
/// <remarks>As in Prometheus, external labels are there before the rules run.</remarks>
internal sealed class SeriesRelabeler(LabelSet externalLabels, RuleChain rules)
{
    /// <summary>The external labels, whether the rules see them or not.</summary>
    public LabelSet ExternalLabels => externalLabels;

    /// <summary>The labels that are added after the rules: all external ones if there are no rules, else none.</summary>
    public LabelSet LaterLabels => rules.Stages.IsEmpty ? externalLabels : LabelSet.Empty;

    /// <param name="program">Labels of the whole program.</param>
    /// <param name="options">The destination's labels, which win, and its rules.</param>
    /// <param name="writeRules">Rules that run before those of the options.</param>
    public static SeriesRelabeler Create(LabelSet program, DestinationOptions options, RuleChain? writeRules)
    {
        RuleChain first = writeRules ?? RuleChain.Empty;
        RuleChain all = options.WriteRelabel.Count == 0
            ? first
            : first.Add(RuleSet.Interpret([.. options.WriteRelabel.Select(rule => rule.ToRule())]));
        return new SeriesRelabeler(Merge(program, options.ExternalLabels), all);
    }

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

    private static LabelSet Merge(LabelSet program, Dictionary<string, string> destination)
    {
        var labels = new LabelSetBuilder(program);
        foreach ((string name, string value) in destination)
        {
            labels.Set(name, value);
        }

        return labels.ToLabelSet();
    }
}
