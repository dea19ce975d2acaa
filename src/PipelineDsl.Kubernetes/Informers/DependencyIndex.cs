namespace PipelineDsl.Kubernetes;

/// <summary>Which groups were made with the help of an object, so that only they are made again when it changes.</summary>
internal sealed class DependencyIndex
{
    // Most objects help one group: a set for each would be larger than the rest.
    private readonly Dictionary<string, object> _groups = new(StringComparer.Ordinal);

    /// <summary>The groups that depend on an object.</summary>
    public string[] Of(string key) => _groups.GetValueOrDefault(key) switch
    {
        string group => [group],
        HashSet<string> groups => [.. groups],
        _ => [],
    };

    public void Add(string key, string group)
    {
        switch (_groups.GetValueOrDefault(key))
        {
            case HashSet<string> groups:
                groups.Add(group);
                break;
            case string other when other != group:
                _groups[key] = new HashSet<string>(StringComparer.Ordinal) { other, group };
                break;
            default:
                _groups[key] = group;
                break;
        }
    }

    public void Remove(string key, string group)
    {
        if (_groups.GetValueOrDefault(key) is HashSet<string> { Count: > 1 } groups)
        {
            groups.Remove(group);
        }
        else
        {
            _groups.Remove(key);
        }
    }
}
