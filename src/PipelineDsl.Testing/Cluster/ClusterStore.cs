using System.Globalization;
using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>The objects of a simulated cluster and the history of their changes. Objects in it are never changed, only replaced.</summary>
internal sealed class ClusterStore(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Resource, string Namespace, string Name), JsonObject> _objects = [];
    private readonly Dictionary<string, (long Version, JsonObject[] Left)> _pages = [];
    private readonly List<ClusterEvent> _history = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _version = 1000;
    private long _forgotten;
    private int _addresses;

    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    /// <summary>Stores an object, under the identity it already has.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="given">The object.</param>
    /// <param name="refuse">Says, from what is there, why not. The default value is <see langword="null"/>: nothing is refused.</param>
    /// <returns>The object as it is stored, or the refusal.</returns>
    public JsonObject Put(string resource, JsonObject given, Func<JsonObject?, JsonObject?>? refuse = null)
    {
        lock (_lock)
        {
            var stored = (JsonObject)given.DeepClone();
            var metadata = (JsonObject)stored["metadata"]!;
            var key = (resource, ClusterJson.Text(stored, "metadata.namespace"), ClusterJson.Text(stored, "metadata.name"));
            _objects.TryGetValue(key, out JsonObject? before);
            if (refuse?.Invoke(before) is { } refusal)
            {
                return refusal;
            }

            Keep(metadata, "uid", before, ClusterJson.Uid($"{key}{_version}"));
            Keep(metadata, "creationTimestamp", before, time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            metadata["resourceVersion"] = before is null ? "" : ClusterJson.Text(before, "metadata.resourceVersion");
            if (JsonNode.DeepEquals(before, stored))
            {
                return before!;
            }

            metadata["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
            _objects[key] = stored;
            Add(new ClusterEvent(_version, resource, before, stored));
            return stored;
        }
    }

    /// <summary>Deletes an object.</summary>
    /// <returns>Its last state, or the refusal; null if there was none.</returns>
    public JsonObject? Delete(string resource, string space, string name, Func<JsonObject, JsonObject?>? refuse = null)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue((resource, space, name), out JsonObject? before))
            {
                return null;
            }

            if (refuse?.Invoke(before) is { } refusal)
            {
                return refusal;
            }

            _objects.Remove((resource, space, name));
            Add(new ClusterEvent(++_version, resource, before, null));
            return before;
        }
    }

    public JsonObject? Find(string resource, string space, string name)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault((resource, space, name));
        }
    }

    /// <summary>The address an object has at a path, or the next free one.</summary>
    public string Address(string resource, string space, string name, string path, string network)
    {
        lock (_lock)
        {
            string known = Find(resource, space, name) is { } before ? ClusterJson.Text(before, path) : "";
            return known.Length > 0 ? known : $"{network}.{++_addresses / 250}.{(_addresses % 250) + 1}";
        }
    }

    /// <summary>The objects of a resource, in one namespace or in all, at one version.</summary>
    public (long Version, JsonObject[] Objects) List(string resource, string space)
    {
        lock (_lock)
        {
            return (_version, [.. _objects.Where(o => o.Key.Resource == resource && (space.Length == 0 || o.Key.Namespace == space)).Select(o => o.Value)]);
        }
    }

    /// <summary>Keeps the rest of a list for its next page.</summary>
    public string KeepPage(long version, JsonObject[] rest)
    {
        lock (_lock)
        {
            string token = $"page-{version}-{_pages.Count + 1}-{rest.Length}";
            _pages[token] = (version, rest);
            return token;
        }
    }

    /// <summary>The rest of a list; null when it is forgotten.</summary>
    public (long Version, JsonObject[] Left)? FindPage(string token)
    {
        lock (_lock)
        {
            return _pages.TryGetValue(token, out (long Version, JsonObject[] Left) page) ? page : null;
        }
    }

    /// <summary>Tells all watches that they are up to date.</summary>
    public void Bookmark()
    {
        lock (_lock)
        {
            Add(new ClusterEvent(_version, "", null, null));
        }
    }

    /// <summary>Forgets all that happened: older versions and pages are gone.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            // A version of its own: also who heard of everything is then too old, as after changes elsewhere in a real cluster.
            _forgotten = ++_version;
            _pages.Clear();
            Wake();
        }
    }

    /// <summary>What happened behind a version, and what tells of more.</summary>
    /// <returns>Null events if the version is too old.</returns>
    public (List<ClusterEvent>? Events, int Position, Task Changed) Since(long version)
    {
        lock (_lock)
        {
            return (version < _forgotten ? null : [.. _history.Where(e => e.Version > version)], _history.Count, _changed.Task);
        }
    }

    /// <summary>What happened behind a position in the history, and what tells of more.</summary>
    public (List<ClusterEvent> Events, int Position, Task Changed) After(int position)
    {
        lock (_lock)
        {
            return (_history[position..], _history.Count, _changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What the caller says counts, then what it was, then what is new.
    private static void Keep(JsonObject metadata, string field, JsonObject? before, string made)
    {
        if (metadata[field] is null)
        {
            metadata[field] = before is null ? made : ClusterJson.Text(before, $"metadata.{field}");
        }
    }

    private void Add(ClusterEvent change)
    {
        _history.Add(change);
        Wake();
    }

    private void Wake()
    {
        TaskCompletionSource signal = _changed;
        _changed = NewSignal();
        signal.SetResult();
    }
}
