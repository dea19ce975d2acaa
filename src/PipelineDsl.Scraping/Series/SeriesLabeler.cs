using System.Text;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>Makes the final labels of a series: exposed labels, the target's, then the rules. Runs once for a new series.</summary>
internal sealed class SeriesLabeler
{
    private readonly LabelSetBuilder _exposed = new();
    private readonly LabelSetBuilder _relabeled = new();

    /// <summary>Makes the labels of a sample.</summary>
    /// <param name="exposed">Its name and labels as exposed, without escapes.</param>
    /// <param name="context">What the target adds.</param>
    /// <param name="error">Why the series is not valid, which fails the scrape.</param>
    /// <returns>The labels; <see langword="null"/> if a rule dropped the series or it is not valid.</returns>
    public LabelSet? Label(SampleLabels exposed, SeriesContext context, out string? error)
    {
        error = null;
        string? duplicate = ReadExposed(exposed);
        AddTargetLabels(exposed, context);
        LabelSet labels = _exposed.ToLabelSet();
        if (context.Exposed.Stages.Length + context.Rules.Stages.Length > 0)
        {
            _relabeled.Reset(labels);
            labels = context.Exposed.Apply(_relabeled, out _) && context.Rules.Apply(_relabeled, out _) ? _relabeled.ToLabelSet() : LabelSet.Empty;
        }

        if (labels.Count == 0)
        {
            return null;
        }

        error = duplicate ?? LabelNames.Check(labels, context.Options.NameValidation);
        return error is null ? labels : null;
    }

    // Of a repeated name the first counts until the rules have had their chance to drop the series.
    private string? ReadExposed(SampleLabels exposed)
    {
        _exposed.Reset();
        string? duplicate = null;
        for (int i = 0; i < exposed.Count; i++)
        {
            Utf8Label label = exposed[i];
            if (label.Value.IsEmpty)
            {
                continue;
            }

            if (!_exposed.Get(label.Name).IsEmpty)
            {
                duplicate ??= $"the label name '{Encoding.UTF8.GetString(label.Name)}' is not unique";
                continue;
            }

            _exposed.Set(label.Name, label.Value);
        }

        return duplicate;
    }

    private void AddTargetLabels(SampleLabels exposed, SeriesContext context)
    {
        List<(byte[] Name, byte[] Value)>? conflicts = null;
        foreach (Utf8Label label in context.TargetLabels)
        {
            ReadOnlySpan<byte> value = _exposed.Get(label.Name);
            if (context.Options.HonorLabels)
            {
                // An exposed label without a value still keeps the target's away.
                if (value.IsEmpty && !exposed.TryGet(label.Name, out _))
                {
                    _exposed.Set(label.Name, label.Value);
                }

                continue;
            }

            if (!value.IsEmpty)
            {
                (conflicts ??= []).Add((label.Name.ToArray(), value.ToArray()));
            }

            _exposed.Set(label.Name, label.Value);
        }

        if (conflicts is not null)
        {
            RenameConflicts(conflicts);
        }
    }

    // Shortest names first, each with as many prefixes as it takes to be free.
    private void RenameConflicts(List<(byte[] Name, byte[] Value)> conflicts)
    {
        foreach ((byte[] name, byte[] value) in conflicts.OrderBy(c => c.Name.Length))
        {
            byte[] renamed = name;
            do
            {
                renamed = [.. "exported_"u8, .. renamed];
            }
            while (!_exposed.Get(renamed).IsEmpty);
            _exposed.Set(renamed, value);
        }
    }
}
