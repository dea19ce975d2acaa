using System.Collections.Frozen;

namespace PipelineDsl.Relabeling;

/// <summary>A set of label names that may be all there are: what rules read, or what they write.</summary>
public sealed class LabelScope
{
    private const string MetricName = "__name__";

    private LabelScope(FrozenSet<string> names, bool isAll) => (Names, IsAll) = (names, isAll);

    /// <summary>No label.</summary>
    public static LabelScope None { get; } = new(FrozenSet<string>.Empty, isAll: false);

    /// <summary>Any label, since which ones they are depends on the labels themselves.</summary>
    public static LabelScope All { get; } = new(FrozenSet<string>.Empty, isAll: true);

    /// <summary>The names; empty when <see cref="IsAll"/>, and when there are none.</summary>
    public FrozenSet<string> Names { get; }

    /// <summary>Whether any label may be among them.</summary>
    public bool IsAll { get; }

    /// <summary>Whether there are none.</summary>
    public bool IsNone => !IsAll && Names.Count == 0;

    /// <summary>Whether there is none but <c>__name__</c>, the name of a metric. True of <see cref="None"/> as well.</summary>
    public bool IsNameOnly => !IsAll && Names.Count == (Names.Contains(MetricName) ? 1 : 0);

    /// <summary>The labels of some names.</summary>
    public static LabelScope Of(params IEnumerable<string> names)
    {
        var set = names.ToFrozenSet(StringComparer.Ordinal);
        return set.Count == 0 ? None : new LabelScope(set, isAll: false);
    }

    /// <summary>Whether a label is among them.</summary>
    public bool Contains(string name) => IsAll || Names.Contains(name);

    /// <inheritdoc/>
    public override string ToString() =>
        IsAll ? "all labels" : IsNone ? "no label" : string.Join(", ", Names.Order(StringComparer.Ordinal));
}
