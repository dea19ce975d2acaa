using System.Runtime.InteropServices;

namespace PipelineDsl.EndToEnd.Faults;

/// <summary>What came of each series: distinct timestamps and those that came again. Series are told apart by the hash of their labels.</summary>
internal sealed class SeriesLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, List<long>> _series = [];
    private long _duplicates;
    private long _outOfOrder;
    private long _distinct;

    public (long Distinct, long Duplicates, long OutOfOrder, int Series) Totals
    {
        get
        {
            lock (_gate)
            {
                return (_distinct, _duplicates, _outOfOrder, _series.Count);
            }
        }
    }

    public void Add(ulong series, long timestamp)
    {
        lock (_gate)
        {
            ref List<long>? seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_series, series, out _);
            seen ??= [];
            if (seen.Count > 0 && seen[^1] >= timestamp)
            {
                // Rare, so that looking back costs little.
                if (seen.Contains(timestamp))
                {
                    _duplicates++;
                    return;
                }

                _outOfOrder++;
            }

            seen.Add(timestamp);
            _distinct++;
        }
    }
}
