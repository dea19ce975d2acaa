using PipelineDsl.Compiling;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Wherever a call stands, it is redirected.</summary>
public sealed class InterceptionTests
{
    private const string Keep = "Relabel(rules => rules.Keep(Target.Address, \"a:.*\"))";

    [Theory]
    [InlineData($"Discover.Pods().{Keep}")]
    [InlineData($"Discover.Services().Namespaces(\"a\").{Keep}")]
    [InlineData($"Discover.Static(\"a:1\").{Keep}")]
    [InlineData($"Discover.Http(new Uri(\"http://a\")).{Keep}")]
    [InlineData("Discover.Pods().Relabel(static (TargetRules<Pod> rules) => { rules.Keep(Target.Address, \"a:.*\"); })")]
    [InlineData("Discover.Pods().Relabel(delegate (TargetRules<Pod> rules) { rules.Keep(Target.Address, \"a:.*\"); })")]
    [InlineData("Discover.Pods().Relabel(configure: rules => rules.Keep(pattern: \"a:.*\", source: Target.Address))")]
    [InlineData("Discover.Pods().Relabel(rules => rules.Keep(new Label(\"__address__\"), \"a:\" + nameof(Pod)))")]
    [InlineData("Discover.Pods().Relabel(rules => rules.Keep([Target.Address, \"b\", Pod.Label(\"c/d\")], \"a:.*\"))")]
    [InlineData("Discover.Pods().Relabel(rules => rules.Keep(new Label<Pod>[] { Target.Address, \"b\" }, \"a:.*\"))")]
    [InlineData("Helper(Discover.Pods())")]
    [InlineData("Func(Discover.Pods())")]
    [InlineData($"(Maybe?.{Keep})!")]
    [InlineData("Field")]
    public void Target_rules_are_compiled_in(string targets) => Engines($"{targets}.Scrape()").ShouldBe([RelabelEngine.Compiled]);

    [Theory]
    [InlineData("Relabel(rules => rules.Keep(Metric.Name, \"up\"))")]
    [InlineData("Relabel(rules => rules.Keep(\"__name__\", \"up\")).Relabel(rules => { rules.Drop(Metric.Job, \"a\"); rules.LabelDrop(\"b\"); })")]
    [InlineData("Relabel(rules => { })")]
    [InlineData("Relabel(delegate { })")]
    [InlineData("Relabel(rules => rules.Keep(new(\"__name__\"), $\"{nameof(Pod)}\" + \"s\"))")]
    public void Metric_rules_are_compiled_in(string chain) =>
        Engines($"Discover.Pods().Scrape().{chain}").ShouldAllBe(e => e == RelabelEngine.Compiled);

    [Fact]
    public void Only_the_stage_that_is_not_constant_stays_interpreted() =>
        Engines("Discover.Pods().Relabel(r => r.Keep(Pod.Name, \"a\")).Relabel(r => r.Set(\"a\", Name)).Scrape().Relabel(r => r.Keep(Metric.Name, \"b\"))")
            .ShouldBe([RelabelEngine.Compiled, RelabelEngine.Interpreted, RelabelEngine.Compiled]);

    [Fact]
    public void Rules_that_cannot_be_loaded_are_left_alone() =>
        Should.Throw<System.Reflection.TargetInvocationException>(() => Engines("Discover.Pods().Relabel(r => r.Keep(Pod.Name, \"(\")).Scrape()"))
            .InnerException.ShouldBeOfType<RelabelRuleException>();

    private static RelabelEngine[] Engines(string metrics)
    {
        string program = $$"""
            public static class Program
            {
                public static string Name { get; } = "a";
                public static readonly Targets<Pod> Field = Discover.Pods().{{Keep}};
                public static Targets<Pod>? Maybe => Discover.Pods();
                public static Func<Targets<Pod>, Targets<Pod>> Func => static t => t.{{Keep}};
                public static Targets<T> Helper<T>(Targets<T> targets) => targets.{{Keep}};
                public static Pipeline Get() => {{metrics}}.ForwardTo(new Destination("a"));
            }
            """;
        var pipeline = (Pipeline)Compilations.Load(Compilations.Create(program)).GetType("Program")!.GetMethod("Get")!.Invoke(null, null)!;
        PipelineDescription description = pipeline.Describe();
        return [.. description.TargetStages.Concat(description.MetricStages).Select(s => s.Engine)];
    }
}
