using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Tests;

public sealed class PipelineTests
{
    private static Pipeline Sample(Destinations to) =>
        Discover.Pods()
            .Selector(label: "system.component=image")
            .Relabel(rules => rules.Keep(Pod.Name, "analysis.*").Copy(Pod.Namespace, "namespace"))
            .Scrape(s => s with { JobName = "integrations/processing", Interval = 120.Seconds(), MetricsPath = "/api/v1/metrics" })
            .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
            .Relabel(rules => rules.Set("team", "blue"))
            .ForwardTo(to["metrics-service"], to["archive"]);

    [Fact]
    public void A_pipeline_says_what_it_does()
    {
        Sample(Destinations.None).Describe().ToString().ReplaceLineEndings("\n").ShouldBe("""
            discover pods in all namespaces, labels system.component=image
            relabel  (interpreted)
                     keep [__meta_kubernetes_pod_name] =~ "analysis.*"
                     replace [__meta_kubernetes_namespace] -> namespace = "$1"
            scrape   http /api/v1/metrics every 2m
            relabel  (interpreted)
                     keep [__name__] =~ "up|processor.*"
            relabel  (interpreted)
                     replace -> team = "blue"
            forward  to metrics-service, archive
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Stages_are_values_and_do_not_change_each_other()
    {
        Targets<Pod> pods = Discover.Pods();
        Targets<Pod> kept = pods.Relabel(rules => rules.Keep(Pod.Phase, "Running"));

        Pipeline all = pods.Scrape().ForwardTo(Destinations.None["a"]);
        Pipeline some = kept.Scrape().ForwardTo(Destinations.None["a"]);

        all.Targets.Stages.ShouldBeEmpty();
        some.Targets.Stages.Length.ShouldBe(1);
    }

    [Fact]
    public void Pipelines_that_discover_the_same_have_equal_sources()
    {
        DiscoverySource one = Discover.Services().Namespaces("b", "a").Selector("x=1", "y=2").Scrape().ForwardTo(Destinations.None["a"]).Source;
        DiscoverySource other = Discover.Services().Selector("x=1").Namespaces("a").Selector(field: "y=2").Namespaces("b", "a")
            .Scrape().ForwardTo(Destinations.None["a"]).Source;

        one.ShouldBe(other);
        one.GetHashCode().ShouldBe(other.GetHashCode());
    }

    [Fact]
    public void A_drop_names_its_rule()
    {
        RuleChain targets = Sample(Destinations.None).Targets;

        targets.Apply(new LabelSetBuilder(LabelSet.Of(("__meta_kubernetes_pod_name", "billing-1"))), out RelabelRule? rule).ShouldBeFalse();
        rule!.ToString().ShouldBe("""keep [__meta_kubernetes_pod_name] =~ "analysis.*" """.Trim());
        targets.Apply(new LabelSetBuilder(LabelSet.Of(("__meta_kubernetes_pod_name", "analysis-1"))), out rule).ShouldBeTrue();
        rule.ShouldBeNull();
    }

    [Fact]
    public void A_literal_is_not_a_template()
    {
        RuleSet rules = new MetricRules().Set("price", "$1 and ${2}").Build();

        rules.Apply(LabelSet.Empty)!["price"].ShouldBe("$1 and ${2}");
    }

    [Fact]
    public void A_rule_that_prometheus_would_not_load_is_refused_with_its_number()
    {
        RelabelRuleException error = Should.Throw<RelabelRuleException>(
            () => Discover.Static("a:1").Relabel(rules => rules.Set("x", "y").HashMod("a", "b", 0)));

        error.Index.ShouldBe(1);
        error.Error.Part.ShouldBe(RelabelRulePart.Modulus);
    }

    [Theory]
    [InlineData(60, null, 10)]
    [InlineData(5, null, 5)]
    [InlineData(30, 20, 20)]
    public void The_timeout_is_never_longer_than_the_interval(int interval, int? timeout, int effective) =>
        new ScrapeOptions { Interval = interval.Seconds(), Timeout = timeout?.Seconds() }.EffectiveTimeout.ShouldBe(effective.Seconds());

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<ArgumentException>(() => Discover.Pods().Scrape(s => s with { Interval = 5.Seconds(), Timeout = 6.Seconds() }));
        Should.Throw<ArgumentException>(() => Discover.Pods().Scrape(s => s with { Interval = TimeSpan.Zero }));
        Should.Throw<ArgumentException>(() => Discover.Pods().Scrape(s => s with { Scheme = "ftp" }));
        Should.Throw<ArgumentException>(() => Discover.Pods().Namespaces());
        Should.Throw<ArgumentException>(() => Discover.Static("http://a:1/metrics"));
        Should.Throw<ArgumentException>(() => Discover.Pods().Scrape().ForwardTo());
        Should.Throw<ArgumentException>(() => Discover.Pods().Scrape().ForwardTo(Destinations.None["a"], Destinations.None["a"]));
    }

    [Fact]
    public void An_unknown_destination_is_refused_with_those_that_exist()
    {
        var destinations = new Destinations(["metrics-service"]);

        destinations["Metrics-Service"].Name.ShouldBe("metrics-service");
        Should.Throw<KeyNotFoundException>(() => destinations["metric-service"]).Message.ShouldContain("metrics-service");
    }

    [Fact]
    public void A_secret_is_not_printed() => Secret.FromValue("hush").ToString().ShouldNotContain("hush");
}
