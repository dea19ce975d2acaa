using Microsoft.Extensions.Configuration;
using PipelineDsl.Delivery;

namespace PipelineDsl.Hosting;

/// <summary>What the configuration says of destinations.</summary>
internal sealed class DestinationSettings
{
    private readonly Dictionary<string, DestinationOptions> _destinations = new(StringComparer.OrdinalIgnoreCase);

    private DestinationSettings(LabelSet externalLabels) => ExternalLabels = externalLabels;

    /// <summary>The labels that every sample gets: <c>cluster</c>, where the configuration names the cluster.</summary>
    public LabelSet ExternalLabels { get; }

    public IReadOnlyCollection<string> Names => _destinations.Keys;

    /// <summary>The options of a destination that a pipeline forwards to.</summary>
    /// <exception cref="InvalidOperationException">The configuration has none of this name, or they are not valid.</exception>
    public DestinationOptions Require(string name)
    {
        if (!_destinations.TryGetValue(name, out DestinationOptions? options))
        {
            throw new InvalidOperationException($"A pipeline forwards to '{name}', which is not configured: set Destinations:{name}:Url.");
        }

        IReadOnlyList<string> errors = options.Validate(name);
        return errors.Count == 0
            ? options
            : throw new InvalidOperationException($"The destination '{name}' is not configured well: {string.Join(' ', errors)}");
    }

    public static DestinationSettings Read(IConfiguration configuration)
    {
        string? cluster = configuration["Cluster:Name"];
        var settings = new DestinationSettings(string.IsNullOrWhiteSpace(cluster) ? LabelSet.Empty : LabelSet.Of(("cluster", cluster)));
        foreach (IConfigurationSection section in configuration.GetSection("Destinations").GetChildren())
        {
            var options = new DestinationOptions();
            section.Bind(options);
            settings._destinations.Add(section.Key, options);
        }

        return settings;
    }
}
