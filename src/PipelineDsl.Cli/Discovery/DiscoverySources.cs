using PipelineDsl.Discovery;

namespace PipelineDsl.Cli.Discovery;

/// <summary>The sources that the command line names.</summary>
internal static class DiscoverySources
{
    private static readonly Dictionary<string, KubernetesRole> s_roles = Enum.GetValues<KubernetesRole>()
        .ToDictionary(role => role.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static IEnumerable<string> Names => s_roles.Keys;

    /// <summary>The source of a name.</summary>
    /// <exception cref="ArgumentException">The scope asks for what the source does not have.</exception>
    public static DiscoverySource Create(string name, DiscoveryScope scope)
    {
        KubernetesRole role = s_roles[name];
        return new KubernetesSource(role)
        {
            Namespaces = [.. scope.Namespaces.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Attached = Attached(scope.Attach),
        }.Select(role, scope.Label, scope.Field);
    }

    private static AttachedMetadata Attached(string[] names) => names.Aggregate(AttachedMetadata.None, (all, name) => all | name switch
    {
        "node" => AttachedMetadata.Node,
        "namespace" => AttachedMetadata.Namespace,
        _ => throw new ArgumentException($"'{name}' cannot be attached: write --attach node, --attach namespace or --attach node,namespace."),
    });
}
