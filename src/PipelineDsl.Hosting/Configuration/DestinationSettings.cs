using Microsoft.Extensions.Configuration;
using PipelineDsl.Delivery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>What the configuration says of destinations.</summary>
internal sealed class DestinationSettings
{
    private readonly Dictionary<string, DestinationOptions> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RouterSettings> _routers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IRequestSigner> _signers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _errors = new(StringComparer.OrdinalIgnoreCase);

    private DestinationSettings(LabelSet externalLabels) => ExternalLabels = externalLabels;

    /// <summary>The labels that every sample gets: <c>cluster</c>, where the configuration names the cluster.</summary>
    public LabelSet ExternalLabels { get; }

    public IReadOnlyCollection<string> Names => [.. _destinations.Keys.Union(_errors.Keys, StringComparer.OrdinalIgnoreCase), .. _routers.Keys];

    /// <summary>The destinations that samples for a name end at: itself, or those behind the router of this name.</summary>
    public IEnumerable<string> Ends(string name) => _routers.TryGetValue(name, out RouterSettings? router) ? router.Destinations : [name];

    /// <summary>The destination of a name, which may be a router.</summary>
    /// <param name="name">The name.</param>
    /// <param name="find">Gives a destination that is none.</param>
    public IDestinationWriter Writer(string name, Func<string, IDestinationWriter> find) =>
        _routers.TryGetValue(name, out RouterSettings? router) ? router.Create(find) : find(name);

    /// <summary>The options of a destination that a pipeline forwards to.</summary>
    /// <exception cref="InvalidOperationException">The configuration has none of this name, or they are not valid.</exception>
    public DestinationOptions Require(string name)
    {
        if (_errors.TryGetValue(name, out string? error))
        {
            throw new InvalidOperationException($"The destination '{name}' is not configured well: {error}");
        }

        if (!_destinations.TryGetValue(name, out DestinationOptions? options))
        {
            throw new InvalidOperationException($"A pipeline forwards to '{name}', which is not configured: set Destinations:{name}:Url.");
        }

        IReadOnlyList<string> errors = options.Validate(name);
        return errors.Count == 0
            ? options
            : throw new InvalidOperationException($"The destination '{name}' is not configured well: {string.Join(' ', errors)}");
    }

    /// <summary>What proves the requests of a destination; <see langword="null"/> if its options do.</summary>
    public IRequestSigner? Signer(string name) => _signers.GetValueOrDefault(name);

    /// <param name="configuration">The configuration.</param>
    /// <param name="signers">What makes signers of the sections that ask for one.</param>
    public static DestinationSettings Read(IConfiguration configuration, SignerSettings signers)
    {
        string? spool = SpoolDirectory(configuration);
        string? cluster = configuration["Cluster:Name"];
        var settings = new DestinationSettings(string.IsNullOrWhiteSpace(cluster) ? LabelSet.Empty : LabelSet.Of(("cluster", cluster)));
        foreach (IConfigurationSection section in configuration.GetSection("Destinations").GetChildren())
        {
            if (section["Type"] == "router")
            {
                settings._routers.Add(section.Key, RouterSettings.Read(section));
                continue;
            }

            try
            {
                DestinationOptions options = ReadOptions(section, signers);
                options.Spool.Directory ??= spool;
                settings._destinations.Add(section.Key, options);
                if (signers.Read(section) is { } signer)
                {
                    settings._signers.Add(section.Key, signer);
                }
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException)
            {
                // Kept until somebody forwards to the destination, as its other errors are.
                settings._errors.Add(section.Key, error.Message);
            }
        }

        return settings;
    }

    private static DestinationOptions ReadOptions(IConfigurationSection section, SignerSettings signers)
    {
        IConfiguration own = new ConfigurationBuilder().AddInMemoryCollection(section.AsEnumerable()
            .Where(setting => setting.Key.Length == section.Path.Length || !signers.Owns(setting.Key[(section.Path.Length + 1)..]))).Build();
        var options = new DestinationOptions();
        try
        {
            // A key that nobody knows is a slip of the pen, and what it was to set would be missing.
            own.GetSection(section.Path).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"{section.Path} has a key that is not known, or a value of the wrong kind: {error.Message}", error);
        }
    }

    // Replicas that find the same volume must not find each other's files.
    private static string? SpoolDirectory(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["Data:Directory"]))
        {
            return null;
        }

        string? identity = configuration["Replicas:Identity"] is { Length: > 0 } given ? given
            : configuration["Sharding:Index"] is { Length: > 0 } index ? $"shard-{index}"
            : Environment.MachineName.ToLowerInvariant();
        return Path.Combine(configuration["Data:Directory"]!, "spool", Uri.EscapeDataString(identity));
    }
}
