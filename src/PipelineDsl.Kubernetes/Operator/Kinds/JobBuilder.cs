using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Puts jobs together, with the rules that all kinds have.</summary>
internal static class JobBuilder
{
    /// <summary>The first generated rule: it keeps the job's name, which later rules replace.</summary>
    public static RuleList BeginRules()
    {
        var rules = new RuleList();
        rules.Copy("job", "__tmp_prometheus_job_name");
        return rules;
    }

    /// <summary>Ends the target rules: those of the scrape class, those of the resource, the enforced label.</summary>
    public static void AddOwn(this RuleList rules, IEnumerable<RelabelRule> relabelings, ResourceScope scope)
    {
        rules.Add(scope.Class?.Relabelings ?? []);
        rules.Add(relabelings);
        rules.Enforce(scope);
    }

    /// <summary>The label with the resource's namespace, if the installation wants one.</summary>
    public static void Enforce(this RuleList rules, ResourceScope scope)
    {
        if (scope.Settings.EnforcedNamespaceLabel is { Length: > 0 } label)
        {
            rules.Set(label, scope.Namespace);
        }
    }

    /// <summary>Makes a job.</summary>
    /// <param name="scope">The resource.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="sources">Where its targets come from.</param>
    /// <param name="rules">The generated target rules with those of the resource.</param>
    /// <param name="scrape">How it is scraped.</param>
    /// <param name="metricRelabelings">The metric rules of the resource.</param>
    public static ScrapeJob Build(
        this ResourceScope scope, string name, IEnumerable<DiscoverySource> sources, RuleList rules, ScrapeOptions scrape, Field metricRelabelings)
    {
        var metrics = new RuleList();
        metrics.Add(scope.Class?.MetricRelabelings ?? []);
        metrics.Add(metricRelabelings.ReadRelabelings(scrape.NameValidation));
        metrics.Enforce(scope);

        return new ScrapeJob(name, [.. sources], scope.Template.Targets.Add(rules.Build(scope.Spec.Path)!), scrape, scope.Template.Metrics)
        {
            Exposed = metrics.Build(metricRelabelings.Path) is { } own ? RuleChain.Empty.Add(own) : RuleChain.Empty,
        };
    }
}
