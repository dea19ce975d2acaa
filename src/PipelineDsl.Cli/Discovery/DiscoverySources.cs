using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Cli.Discovery;

/// <summary>What the command line names: a role, whose targets are shown as discovered, or a pipeline, whose targets are shown as they are scraped.</summary>
internal static class DiscoverySources
{
    private static readonly Dictionary<string, KubernetesRole> s_roles = Enum.GetValues<KubernetesRole>()
        .ToDictionary(role => role.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, OperatorKind> s_kinds = Enum.GetValues<OperatorKind>()
        .ToDictionary(kind => $"{kind.ToString().ToLowerInvariant()}s", StringComparer.Ordinal);

    public static IEnumerable<string> Names => [.. s_roles.Keys, "annotated", .. s_kinds.Keys];

    /// <summary>The source of a name.</summary>
    /// <exception cref="ArgumentException">The scope asks for what the source does not have.</exception>
    public static DiscoverySource Create(string name, DiscoveryScope scope)
    {
        if (s_roles.TryGetValue(name, out KubernetesRole role))
        {
            return new KubernetesSource(role) { Namespaces = Sorted(scope.Namespaces), Attached = Attached(scope.Attach) }
                .Select(role, scope.Label, scope.Field);
        }

        if (scope.Field.Length > 0 || scope.Attach.Length > 0)
        {
            throw new ArgumentException($"--field and --attach are for roles; {name} takes --namespaces and --label.");
        }

        return name == "annotated"
            ? new AnnotatedSource(new AnnotationOptions { Namespaces = Sorted(scope.Namespaces), LabelSelector = scope.Label })
            : new OperatorSource(s_kinds[name]) { Namespaces = Sorted(scope.Namespaces), LabelSelector = scope.Label };
    }

    /// <summary>The pipeline that scrapes what a source finds, as if nothing else were said.</summary>
    public static Pipeline PipelineOf(DiscoverySource source) => new(source, RuleChain.Empty, source.ScrapeDefaults, RuleChain.Empty, []);

    private static ValueList<string> Sorted(string[] names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static AttachedMetadata Attached(string[] names) => names.Aggregate(AttachedMetadata.None, (all, name) =>
        Enum.TryParse(name, ignoreCase: true, out AttachedMetadata one) && one != AttachedMetadata.None
            ? all | one
            : throw new ArgumentException($"'{name}' cannot be attached: write some of {string.Join(',', AttachedNames)}."));

    private static IEnumerable<string> AttachedNames =>
        Enum.GetValues<AttachedMetadata>().Where(value => value != AttachedMetadata.None).Select(value => value.ToString().ToLowerInvariant());
}
