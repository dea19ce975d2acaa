namespace PipelineDsl;

/// <summary>The destinations of a program by name.</summary>
public sealed class Destinations
{
    private readonly SortedDictionary<string, Destination>? _known;

    /// <summary>Creates the collection.</summary>
    /// <param name="names">The names that the configuration has.</param>
    public Destinations(IEnumerable<string> names) =>
        _known = new(names.ToDictionary(name => name, name => new Destination(name)), StringComparer.OrdinalIgnoreCase);

    private Destinations()
    {
    }

    /// <summary>Has a destination under every name, and none of them leads anywhere: for tests of pipelines that do not run.</summary>
    public static Destinations None { get; } = new();

    /// <summary>The destination with a name.</summary>
    /// <param name="name">The name; case makes no difference, as in configuration.</param>
    /// <exception cref="KeyNotFoundException">The configuration has no such destination.</exception>
    public Destination this[string name]
    {
        get
        {
            if (_known is null)
            {
                return new Destination(name);
            }

            return _known.TryGetValue(name, out Destination? destination)
                ? destination
                : throw new KeyNotFoundException(
                    $"No destination is named '{name}'. Configured are: {(_known.Count == 0 ? "none" : string.Join(", ", _known.Keys))}. Set Destinations:{name}:Url.");
        }
    }
}
