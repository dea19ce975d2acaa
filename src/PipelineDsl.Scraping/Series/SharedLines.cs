using System.Runtime.InteropServices;

namespace PipelineDsl.Scraping.Series;

/// <summary>Lines that targets of a job have in common, as the replicas of a program most often do: they are kept once. Thread-safe.</summary>
/// <remarks>Held weakly: lines that no target has any more are let go.</remarks>
internal sealed class SharedLines
{
    private const int LeastToPrune = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Count, ulong Hash), WeakReference<KeptLine[]>> _known = [];
    private int _pruneAt = LeastToPrune;

    /// <summary>Gives back lines that equal these: those of another target if there are any, else these, or a copy without slack.</summary>
    public KeptLine[] Share(KeptLine[] lines, int count)
    {
        ReadOnlySpan<KeptLine> kept = lines.AsSpan(0, count);
        (int Count, ulong Hash) key = (count, HashOf(kept));
        lock (_gate)
        {
            if (_known.TryGetValue(key, out WeakReference<KeptLine[]>? known) && known.TryGetTarget(out KeptLine[]? shared)
                && MemoryMarshal.AsBytes(shared.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(kept)))
            {
                return shared;
            }

            KeptLine[] first = count == lines.Length ? lines : kept.ToArray();
            _known[key] = new WeakReference<KeptLine[]>(first);
            Prune();
            return first;
        }
    }

    private void Prune()
    {
        if (_known.Count < _pruneAt)
        {
            return;
        }

        foreach ((int Count, ulong Hash) key in _known.Where(pair => !pair.Value.TryGetTarget(out _)).Select(pair => pair.Key).ToList())
        {
            _known.Remove(key);
        }

        _pruneAt = Math.Max(LeastToPrune, _known.Count * 2);
    }

    private static ulong HashOf(ReadOnlySpan<KeptLine> lines)
    {
        ulong hash = 0;
        foreach (ref readonly KeptLine line in lines)
        {
            hash = (hash ^ line.Hash) * 0x9E3779B97F4A7C15;
        }

        return hash;
    }
}
