using System.Collections.Immutable;
using System.Text;

namespace PipelineDsl.Relabeling;

/// <summary>Runs rules one at a time and notes what each did. One builder for all stages, as when they run for real.</summary>
internal sealed class RelabelExplainer
{
    private readonly ImmutableArray<RelabelStep>.Builder _steps = ImmutableArray.CreateBuilder<RelabelStep>();
    private readonly LabelSetBuilder _labels;
    private readonly LabelSet _before;
    private LabelSet? _after;
    private int _stage;

    /// <summary>Begins with labels, which are changed in place.</summary>
    public RelabelExplainer(LabelSetBuilder labels) => (_labels, _before, _after) = (labels, labels.ToLabelSet(), labels.ToLabelSet());

    /// <summary>Runs the rules of one more stage, unless the labels are dropped.</summary>
    public void Run(ImmutableArray<RelabelRule> rules, PreparedRule[] prepared)
    {
        _stage++;
        for (int i = 0; i < prepared.Length && _after is not null; i++)
        {
            LabelSet previous = _after;
            string? value = prepared[i].ReadsNames ? null : Encoding.UTF8.GetString(prepared[i].Value(_labels));
            bool isMatch = prepared[i].IsMatch(_labels);
            bool isKept = prepared[i].Apply(_labels);
            _after = isKept ? _labels.ToLabelSet() : null;
            _steps.Add(new RelabelStep(_stage, i + 1, rules[i])
            {
                Value = value,
                IsMatch = isMatch,
                IsDropped = !isKept,
                Changes = isKept ? Compare(previous, _after!) : [],
            });
        }
    }

    public RelabelExplanation Finish() => new(_before, _steps.ToImmutable(), _after);

    // Both sets are ordered by the bytes of the names.
    private static ImmutableArray<LabelChange> Compare(LabelSet before, LabelSet after)
    {
        if (before.Equals(after))
        {
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<LabelChange>();
        LabelSet.Enumerator old = before.GetEnumerator();
        LabelSet.Enumerator now = after.GetEnumerator();
        bool hasOld = old.MoveNext();
        bool hasNow = now.MoveNext();
        while (hasOld || hasNow)
        {
            int order = !hasOld ? 1 : !hasNow ? -1 : old.Current.Name.SequenceCompareTo(now.Current.Name);
            if (order != 0 || !old.Current.Value.SequenceEqual(now.Current.Value))
            {
                changes.Add(new LabelChange(
                    Encoding.UTF8.GetString(order <= 0 ? old.Current.Name : now.Current.Name),
                    order <= 0 ? Encoding.UTF8.GetString(old.Current.Value) : null,
                    order >= 0 ? Encoding.UTF8.GetString(now.Current.Value) : null));
            }

            hasOld = order <= 0 ? old.MoveNext() : hasOld;
            hasNow = order >= 0 ? now.MoveNext() : hasNow;
        }

        return changes.ToImmutable();
    }
}
