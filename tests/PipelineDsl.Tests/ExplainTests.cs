using System.Runtime.CompilerServices;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Tests;

/// <summary>Explanations, rule by rule. That they agree with what runs is held by the parity tests.</summary>
public sealed class ExplainTests
{
    private static readonly int s_line = Line();

    private static readonly Pipeline s_pipeline = Discover.Pods()
        .Relabel(rules => rules.Keep(Pod.Name, "analysis.*"))
        .Relabel(rules => rules
            .Copy(Pod.Namespace, "namespace")
            .LabelDrop("tmp_.*").Lowercase("team", "team")
            .DropEqual("job", "namespace"))
        .Scrape(s => s with { JobName = "images" })
        .ForwardTo(new Destination("a"));

    [Fact]
    public void Every_rule_tells_what_it_found_and_changed()
    {
        LabelSet labels = LabelSet.Of(
            ("__meta_kubernetes_pod_name", "analysis-1"), ("__meta_kubernetes_namespace", "prod"), ("tmp_a", "1"), ("team", "Blue\n"));

        s_pipeline.Targets.Explain(labels).ToString().ShouldBe($$"""
            before {__meta_kubernetes_namespace="prod", __meta_kubernetes_pod_name="analysis-1", team="Blue\n", tmp_a="1"}
            1.1 keep [__meta_kubernetes_pod_name] =~ "analysis.*" (ExplainTests.cs:{{s_line + 3}})
                "analysis-1" matches
            2.1 replace [__meta_kubernetes_namespace] -> namespace = "$1" (ExplainTests.cs:{{s_line + 5}})
                "prod" matches
                namespace: absent -> "prod"
            2.2 labeldrop =~ "tmp_.*" (ExplainTests.cs:{{s_line + 6}})
                a label's name matches
                tmp_a: "1" -> absent
            2.3 lowercase [team] -> team (ExplainTests.cs:{{s_line + 6}})
                of "Blue\n"
                team: "Blue\n" -> "blue\n"
            2.4 dropequal [job] == namespace (ExplainTests.cs:{{s_line + 7}})
                "" is not the value of namespace
            after  {__meta_kubernetes_namespace="prod", __meta_kubernetes_pod_name="analysis-1", namespace="prod", team="blue\n"}
            """);
    }

    [Fact]
    public void The_rule_that_drops_is_the_last()
    {
        RelabelExplanation explanation = s_pipeline.Targets.Explain(LabelSet.Of(("__meta_kubernetes_pod_name", "archive-1")));

        explanation.ToString().ShouldBe($$"""
            before {__meta_kubernetes_pod_name="archive-1"}
            1.1 keep [__meta_kubernetes_pod_name] =~ "analysis.*" (ExplainTests.cs:{{s_line + 3}})
                "archive-1" does not match: dropped
            after  (dropped)
            """);
        explanation.After.ShouldBeNull();
        explanation.DroppedBy.ShouldBe(explanation.Steps.ShouldHaveSingleItem());
        explanation.DroppedBy!.Rule.Location.ShouldBe(new RuleLocation("ExplainTests.cs", s_line + 3));
    }

    [Fact]
    public void A_discovered_target_has_what_the_scrape_adds()
    {
        LabelSet discovered = LabelSet.Of(("__meta_kubernetes_pod_name", "analysis-1"), ("__meta_kubernetes_namespace", "images"));

        RelabelExplanation explanation = s_pipeline.ExplainTarget(discovered, "pipeline");

        explanation.Before["__scrape_interval__"].ShouldBe("1m");
        explanation.Before["__metrics_path__"].ShouldBe("/metrics");
        (explanation.DroppedBy?.Stage, explanation.DroppedBy?.Number, explanation.DroppedBy?.Value).ShouldBe((2, 4, "images"));
    }

    [Fact]
    public void Without_rules_nothing_happens()
    {
        RelabelExplanation explanation = RuleChain.Empty.Explain(LabelSet.Of(("a", "1")));
        explanation.Steps.ShouldBeEmpty();
        explanation.After.ShouldBe(explanation.Before);
        RuleChain.Empty.Explain(LabelSet.Empty).DroppedBy.ShouldBeNull();
    }

    [Theory]
    [InlineData("/app/src/Pipelines.cs", "Pipelines.cs:7")]
    [InlineData("C:\\app\\Pipelines.cs", "Pipelines.cs:7")]
    [InlineData("/_/src/Pipelines.cs", "Pipelines.cs:7")]
    [InlineData("Pipelines.cs", "Pipelines.cs:7")]
    [InlineData("", "")]
    public void A_place_has_no_folders(string path, string place) => (RuleLocation.FromPath(path, 7)?.ToString() ?? "").ShouldBe(place);

    [Fact]
    public void A_rule_from_elsewhere_keeps_its_place()
    {
        var rule = new RelabelRule { TargetLabel = "a", Replacement = "b", Location = new RuleLocation("rules.yaml", 3) };
        Targets<Pod> targets = Discover.Pods().Relabel(rules => rules.Rule(rule).Rule(rule with { Location = null }));
        targets.Scrape().ForwardTo(new Destination("a")).Targets.Stages[0].Rules.Select(r => r.Location?.File)
            .ShouldBe(["rules.yaml", "ExplainTests.cs"]);
        rule.ShouldBe(rule with { Location = null }, "a place does not make another rule");
    }

    private static int Line([CallerLineNumber] int line = 0) => line;
}
