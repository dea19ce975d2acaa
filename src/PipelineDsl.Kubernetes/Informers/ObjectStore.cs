using System.Collections.Concurrent;

namespace PipelineDsl.Kubernetes;

/// <summary>The objects of a scope, and what a new list changes in them. One writes, many read.</summary>
internal sealed class ObjectStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _list;

    public int Count => _entries.Count;

    public IEnumerable<string> Keys => _entries.Select(e => e.Key);

    public KubernetesObject? Find(string key) => _entries.TryGetValue(key, out Entry entry) ? entry.Object : null;

    /// <summary>A list begins: what it does not name will be gone.</summary>
    public void BeginList() => _list++;

    /// <summary>Takes an object.</summary>
    /// <returns>Whether it is other than before.</returns>
    public bool Put(string key, KubernetesObject @object)
    {
        bool same = _entries.TryGetValue(key, out Entry before) && before.Object.Equals(@object);
        _entries[key] = new Entry(same ? before.Object : @object, _list);
        return !same;
    }

    /// <summary>Forgets an object.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key) => _entries.TryRemove(key, out _);

    /// <summary>The list is complete: forgets what it did not name.</summary>
    /// <returns>What is gone.</returns>
    public List<string> EndList()
    {
        var gone = new List<string>();
        foreach ((string key, Entry entry) in _entries)
        {
            if (entry.List != _list && _entries.TryRemove(key, out _))
            {
                gone.Add(key);
            }
        }

        return gone;
    }

    private readonly record struct Entry(KubernetesObject Object, int List);
}
