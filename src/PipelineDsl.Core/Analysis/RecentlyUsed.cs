using System.Collections.Concurrent;

namespace PipelineDsl.Analysis;

/// <summary>Remembers what was last asked for: what is used again stays, the rest goes in bulk.</summary>
/// <param name="capacity">How many entries are new before those go that nobody asked for meanwhile.</param>
/// <param name="comparer">Says which keys are equal.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private ConcurrentDictionary<TKey, TValue> _recent = new(comparer);
    private ConcurrentDictionary<TKey, TValue> _older = new(comparer);

    /// <summary>The value of a key; it may be made twice when asked for at once, and all get the same.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        ConcurrentDictionary<TKey, TValue> recent = _recent;
        if (recent.TryGetValue(key, out TValue? value))
        {
            return value;
        }

        if (recent.Count >= capacity && Interlocked.CompareExchange(ref _recent, new(comparer), recent) == recent)
        {
            _older = recent;
        }

        return _recent.GetOrAdd(key, _older.TryGetValue(key, out TValue? older) ? older : make(key));
    }
}
