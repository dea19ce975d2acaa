namespace PipelineDsl.Kubernetes;

/// <summary>The targets of each object of a scope, and what a new list changes in them.</summary>
internal sealed class ObjectStore
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _list;

    public int Count => _entries.Count;

    public IEnumerable<(string Group, LabelSet[] Targets)> Groups => _entries.Select(e => (e.Key, e.Value.Targets));

    /// <summary>A list begins: what it does not name will be gone.</summary>
    public void BeginList() => _list++;

    /// <summary>Takes an object.</summary>
    /// <returns>Whether its targets are other than before.</returns>
    public bool Put(string group, LabelSet[] targets)
    {
        bool known = _entries.TryGetValue(group, out Entry before);
        bool same = known ? before.Targets.AsSpan().SequenceEqual(targets) : targets.Length == 0;
        _entries[group] = new Entry(same && known ? before.Targets : targets, _list);
        return !same;
    }

    /// <summary>Forgets an object.</summary>
    /// <returns>Whether it had targets.</returns>
    public bool Remove(string group) => _entries.Remove(group, out Entry entry) && entry.Targets.Length > 0;

    /// <summary>The list is complete: forgets what it did not name.</summary>
    /// <returns>The groups that had targets and are gone.</returns>
    public List<string> EndList()
    {
        var gone = new List<string>();
        foreach ((string group, Entry entry) in _entries)
        {
            // A dictionary may be emptied while it is walked over.
            if (entry.List != _list && _entries.Remove(group) && entry.Targets.Length > 0)
            {
                gone.Add(group);
            }
        }

        return gone;
    }

    private readonly record struct Entry(LabelSet[] Targets, int List);
}
