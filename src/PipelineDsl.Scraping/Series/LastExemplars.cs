using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Series;

/// <summary>The last exemplar of each series. Targets repeat theirs until there is a new one; storages want each once, and in order.</summary>
internal sealed class LastExemplars
{
    /// <summary>Characters of all names and values of an exemplar's labels; with more it is refused, as OpenMetrics demands.</summary>
    public const int MaxLength = 128;

    private static readonly Comparer<SeriesExemplar> s_order = Comparer<SeriesExemplar>.Create((x, y) =>
        x.Series != y.Series ? x.Series.CompareTo(y.Series) : Compare(x.Exemplar, x.SampleTime ?? long.MaxValue, y.Exemplar, y.SampleTime ?? long.MaxValue));

    // Most targets have none.
    private Dictionary<int, Known>? _last;

    /// <summary>Whether the series' last exemplar had this text.</summary>
    public bool IsLast(int series, ulong hash) => _last is not null && _last.TryGetValue(series, out Known known) && known.Hash == hash;

    /// <summary>Leaves those of a scrape that are new and in order, and whose sample counts.</summary>
    public void Filter(List<SeriesExemplar> exemplars, NumberSet rejected, long scrapeTime)
    {
        _last ??= [];
        if (exemplars.Count > 1)
        {
            exemplars.Sort(s_order);
        }

        int kept = 0;
        for (int i = 0; i < exemplars.Count; i++)
        {
            if (!rejected.Contains(exemplars[i].Series) && TryAdvance(exemplars[i], scrapeTime))
            {
                exemplars[kept++] = exemplars[i];
            }
        }

        exemplars.RemoveRange(kept, exemplars.Count - kept);
    }

    /// <summary>The series' number is free.</summary>
    public void Forget(int series) => _last?.Remove(series);

    private bool TryAdvance(in SeriesExemplar next, long scrapeTime)
    {
        Exemplar exemplar = next.Exemplar;
        long time = exemplar.Timestamp ?? next.SampleTime ?? scrapeTime;
        if (_last!.TryGetValue(next.Series, out Known known))
        {
            // Two without a timestamp of their own are one if all else is equal.
            if (known.Exemplar.Equals(exemplar) || Compare(exemplar, time, known.Exemplar, known.Time) <= 0)
            {
                _last[next.Series] = known.Exemplar.Equals(exemplar) ? known with { Hash = next.Hash } : known;
                return false;
            }
        }

        _last[next.Series] = new Known(next.Hash, exemplar, time);
        return IsShort(exemplar.Labels);
    }

    private static int Compare(Exemplar some, long someTime, Exemplar other, long otherTime)
    {
        int order = (some.Timestamp ?? someTime).CompareTo(other.Timestamp ?? otherTime);
        order = order != 0 ? order : some.Value.CompareTo(other.Value);
        return order != 0 ? order : LabelHash.Compute(some.Labels).CompareTo(LabelHash.Compute(other.Labels));
    }

    private static bool IsShort(LabelSet labels)
    {
        int length = 0;
        foreach (Utf8Label label in labels)
        {
            length += Encoding.UTF8.GetCharCount(label.Name) + Encoding.UTF8.GetCharCount(label.Value);
        }

        return length <= MaxLength;
    }

    private readonly record struct Known(ulong Hash, Exemplar Exemplar, long Time);
}
