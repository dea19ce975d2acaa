using PipelineDsl.Discovery;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The job of a Probe: a prober is scraped once for each target, which is a parameter.</summary>
internal static class Probes
{
    public static IReadOnlyList<ScrapeJob> Translate(ResourceScope scope)
    {
        Field spec = scope.Spec;
        Field prober = spec["prober"];
        string proberAddress = ReadProberAddress(prober["url"]);
        RuleList rules = JobBuilder.BeginRules();
        if (spec["jobName"].TextOrEmpty() is { Length: > 0 } job)
        {
            rules.Set("job", job);
        }

        DiscoverySource source = spec["targets"]["staticConfig"] is { IsPresent: true } known ? Static(known, rules, scope)
            : spec["targets"]["ingress"] is { IsPresent: true } ingress ? Ingress(ingress, rules, scope)
            : throw spec["targets"].Reject("staticConfig or ingress is required");
        Field own = spec["targets"][source is StaticSource ? "staticConfig" : "ingress"]["relabelingConfigs"];
        rules.Copy("__param_target", "instance");
        rules.Set("__address__", proberAddress);
        rules.AddOwn(own.ReadRelabelings(), scope);

        ScrapeOptions scrape = (scope.ReadCommonScrape() with
        {
            MetricsPath = prober["path"].TextOrEmpty() is { Length: > 0 } path ? path : "/probe",
            Scheme = prober["scheme"].Scheme(),
            Params = ReadParams(spec),
            HonorTimestamps = !scope.Settings.OverrideHonorTimestamps,
            Http = spec.ReadScrapeHttp(prober, "enableHttp2", scope),
        }).WithTimes(spec["interval"], spec["scrapeTimeout"], scope);
        return [scope.Build($"probe/{scope.Namespace}/{scope.Name}", [source], rules, scrape, spec["metricRelabelings"])];
    }

    private static StaticSource Static(Field known, RuleList rules, ResourceScope scope)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["namespace"] = scope.Namespace };
        foreach ((string name, Field value) in known["labels"].Entries())
        {
            labels[CheckName(name, value)] = value.TextOrEmpty();
        }

        rules.Copy("__address__", "__param_target");
        return new StaticSource([.. known["static"].Texts()]) { Labels = [.. labels] };
    }

    private static KubernetesSource Ingress(Field ingress, RuleList rules, ResourceScope scope)
    {
        new ObjectSelector(ingress["selector"]).AddTo(rules, "__meta_kubernetes_ingress_");
        rules.Replace("(.+);(.+);(.+)", "__param_target", "${1}://${2}${3}", "__meta_kubernetes_ingress_scheme", "__address__", "__meta_kubernetes_ingress_path");
        rules.Copy("__meta_kubernetes_namespace", "namespace");
        rules.Copy("__meta_kubernetes_ingress_name", "ingress");
        rules.Copy("__address__", "__tmp_ingress_address");
        return KubernetesSources.Create(KubernetesRole.Ingress, ingress["namespaceSelector"].ReadNamespaceSelector(scope), [], attachNodes: false);
    }

    // A module of its own field wins over a parameter of that name.
    private static ValueList<ScrapeParam> ReadParams(Field spec)
    {
        var all = new SortedDictionary<string, ScrapeParam>(StringComparer.Ordinal);
        foreach (Field param in spec["params"].Items())
        {
            string name = param["name"].TextOrEmpty();
            all[name.Length > 0 ? name : throw param["name"].Reject("it is required")] = new ScrapeParam(name, [.. param["values"].Texts()]);
        }

        if (spec["module"].TextOrEmpty() is { Length: > 0 } module)
        {
            all["module"] = new ScrapeParam("module", [module]);
        }

        return [.. all.Values];
    }

    private static string CheckName(string name, Field field) => LabelName.IsValid(name) ? name : throw field.Reject($"'{name}' is not the name of a label");

    private static string ReadProberAddress(Field field)
    {
        string text = field.TextOrEmpty();
        int colon = text.LastIndexOf(':');
        bool hasPort = colon >= 0 && !text.EndsWith(']') && (text[0] == '[' || !System.Net.IPAddress.TryParse(text, out _));
        string host = hasPort ? text[..colon] : text;
        string port = hasPort ? text[(colon + 1)..] : "80";
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw field.Reject($"'{text}' is no prober: write host or host:port, without scheme and path");
        }

        return ushort.TryParse(port, System.Globalization.CultureInfo.InvariantCulture, out ushort number) && number > 0
            ? text
            : throw field.Reject($"'{port}' is no port: write host or host:port, without scheme and path");
    }
}
