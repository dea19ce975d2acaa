using Microsoft.Extensions.Configuration;
using PipelineDsl.Delivery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>What the configuration says of destinations.</summary>
internal sealed class DestinationSettings
{
    private static readonly (string Section, string Package, string Call)[] s_packages =
    [
        ("SigV4", "PipelineDsl.Delivery.Aws", "AddSigV4"),
        ("AzureAd", "PipelineDsl.Delivery.Azure", "AddAzureAd"),
    ];

    private readonly Dictionary<string, DestinationOptions> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RouterSettings> _routers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IRequestSigner> _signers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _signerErrors = new(StringComparer.OrdinalIgnoreCase);

    private DestinationSettings(LabelSet externalLabels) => ExternalLabels = externalLabels;

    /// <summary>The labels that every sample gets: <c>cluster</c>, where the configuration names the cluster.</summary>
    public LabelSet ExternalLabels { get; }

    public IReadOnlyCollection<string> Names => [.. _destinations.Keys, .. _routers.Keys];

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
        if (!_destinations.TryGetValue(name, out DestinationOptions? options))
        {
            throw new InvalidOperationException($"A pipeline forwards to '{name}', which is not configured: set Destinations:{name}:Url.");
        }

        IReadOnlyList<string> errors = [.. options.Validate(name), .. _signerErrors.TryGetValue(name, out string? error) ? [error] : Array.Empty<string>()];
        return errors.Count == 0
            ? options
            : throw new InvalidOperationException($"The destination '{name}' is not configured well: {string.Join(' ', errors)}");
    }

    /// <summary>What proves the requests of a destination; <see langword="null"/> if its options do.</summary>
    public IRequestSigner? Signer(string name) => _signers.GetValueOrDefault(name);

    /// <param name="configuration">The configuration.</param>
    /// <param name="signers">What makes signers of the sections that ask for one.</param>
    public static DestinationSettings Read(IConfiguration configuration, IReadOnlyCollection<IRequestSignerFactory> signers)
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

            var options = new DestinationOptions();
            section.Bind(options);
            options.Spool.Directory ??= spool;
            settings._destinations.Add(section.Key, options);
            settings.ReadSigner(section, signers);
        }

        return settings;
    }

    private void ReadSigner(IConfigurationSection section, IReadOnlyCollection<IRequestSignerFactory> signers)
    {
        IRequestSignerFactory[] asked = [.. signers.Where(signer => section.GetSection(signer.Section).Exists())];
        try
        {
            RequirePackages(section, signers);
            if (asked.Length > 1)
            {
                throw new ArgumentException($"{string.Join(" and ", asked.Select(signer => $"{section.Path}:{signer.Section}"))} are both set: remove one of them.");
            }

            if (asked.Length == 1)
            {
                _signers.Add(section.Key, asked[0].Create(section.GetSection(asked[0].Section)));
            }
        }
        catch (ArgumentException error)
        {
            // Kept until somebody forwards to the destination, as its other errors are.
            _signerErrors.Add(section.Key, error.Message);
        }
    }

    // A section that nobody reads would mean requests without a signature.
    private static void RequirePackages(IConfigurationSection section, IReadOnlyCollection<IRequestSignerFactory> signers)
    {
        foreach ((string key, string package, string call) in s_packages)
        {
            if (section.GetSection(key).Exists() && !signers.Any(signer => signer.Section == key))
            {
                throw new ArgumentException($"{section.Path}:{key} is set, but nothing reads it: add the package {package}, and call services.{call}().");
            }
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
