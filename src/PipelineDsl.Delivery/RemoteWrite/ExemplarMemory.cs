using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Which exemplars a target's series showed last: targets show the same one until there is a newer one, and once is enough.</summary>
internal sealed class ExemplarMemory
{
    private readonly Dictionary<int, Shown> _series = [];
    private long _commit;

    /// <summary>Notes an exemplar.</summary>
    /// <returns>Whether the scrape before did not have it.</returns>
    public bool IsNew(int series, Exemplar exemplar)
    {
        if (!_series.TryGetValue(series, out Shown? shown))
        {
            _series.Add(series, shown = new Shown());
        }

        if (shown.Commit != _commit)
        {
            (shown.Before, shown.Now, shown.Commit) = (shown.Now, shown.Before, _commit);
            shown.Now.Clear();
        }

        shown.Now.Add(exemplar);
        return !shown.Before.Contains(exemplar);
    }

    public void NextCommit() => _commit++;

    public void Forget(int series) => _series.Remove(series);

    private sealed class Shown
    {
        public List<Exemplar> Before { get; set; } = [];

        public List<Exemplar> Now { get; set; } = [];

        public long Commit { get; set; } = -1;
    }
}
