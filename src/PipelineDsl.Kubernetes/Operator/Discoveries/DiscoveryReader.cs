using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads the discoveries of a ScrapeConfig, in the order of Prometheus' configuration.</summary>
internal static class DiscoveryReader
{
    private static readonly Dictionary<string, Func<Field, ResourceScope, DiscoverySource>> s_kinds = new(StringComparer.Ordinal)
    {
        ["staticConfigs"] = Static,
        ["fileSDConfigs"] = (field, _) => File(field),
        ["httpSDConfigs"] = Http,
        ["kubernetesSDConfigs"] = KubernetesConfigReader.Read,
        ["dnsSDConfigs"] = (field, _) => Dns(field),
    };

    /// <summary>Reads all discoveries.</summary>
    /// <exception cref="RejectedException">One is invalid or of a kind that this program does not have.</exception>
    public static IReadOnlyList<DiscoverySource> Read(ResourceScope scope)
    {
        var sources = new List<DiscoverySource>();
        foreach ((string name, Func<Field, ResourceScope, DiscoverySource> read) in s_kinds)
        {
            sources.AddRange(scope.Spec[name].Items().Select(item => read(item, scope)));
        }

        // Behind the others: what is wrong with a resource is worth more than what is missing here.
        foreach ((string name, Field list) in scope.Spec.Entries())
        {
            if (name.EndsWith("SDConfigs", StringComparison.Ordinal) && !s_kinds.ContainsKey(name))
            {
                UnsupportedDiscoveries.Check(list, name, scope);
            }
        }

        return sources;
    }

    private static StaticSource Static(Field field, ResourceScope scope)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach ((string name, Field value) in field["labels"].Entries())
        {
            labels.Add(LabelName.IsValid(name) ? new(name, value.TextOrEmpty()) : throw field["labels"].Reject($"'{name}' is not the name of a label"));
        }

        return new StaticSource([.. field["targets"].Texts()]) { Labels = [.. labels] };
    }

    private static FileSource File(Field field)
    {
        var source = new FileSource([.. field["files"].Texts()]);
        if (source.Paths.Count == 0)
        {
            throw field["files"].Reject("at least one file is required");
        }

        return field["refreshInterval"].PositiveDuration() is { } interval ? source with { RefreshInterval = interval } : source;
    }

    private static HttpSource Http(Field field, ResourceScope scope)
    {
        Uri url = field["url"].Url("http", "https") ?? throw field["url"].Reject("it is required");
        var source = new HttpSource(url) { Http = field.ReadDiscoveryHttp(scope) };
        return field["refreshInterval"].PositiveDuration() is { } interval ? source with { RefreshInterval = interval } : source;
    }

    private static DnsSource Dns(Field field)
    {
        DnsRecordType type = field["type"].Choice(FieldWords.DnsTypes) ?? DnsRecordType.Srv;
        int? port = field["port"].Port();
        if (type != DnsRecordType.Srv && port is null)
        {
            throw field["port"].Reject($"records of type {field["type"].Text()} have no port: add it");
        }

        string[] names = field["names"].Texts();
        if (names.Length == 0)
        {
            throw field["names"].Reject("at least one name is required");
        }

        var source = new DnsSource([.. names], type, port ?? 0);
        return field["refreshInterval"].PositiveDuration() is { } interval ? source with { RefreshInterval = interval } : source;
    }
}
