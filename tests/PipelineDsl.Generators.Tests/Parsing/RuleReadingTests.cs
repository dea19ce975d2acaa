using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using PipelineDsl.Compiling;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Tests;

/// <summary>The generator reads from the source the rules that the builder collects when it runs.</summary>
public sealed class RuleReadingTests
{
    private static readonly string s_program = ProgramFiles.Read("Snapshots/Programs", "every-shape");

    [Theory]
    [InlineData("Shapes")]
    [InlineData("Actions")]
    public void Compiled_rules_are_the_collected_rules(string method)
    {
        RuleSet[] compiled = Run(Compilations.ParseOptions, method);
        RuleSet[] interpreted = Run(Compilations.WithInterceptors(""), method);
        compiled.ShouldAllBe(r => r.Engine == RelabelEngine.Compiled);
        interpreted.ShouldAllBe(r => r.Engine == RelabelEngine.Interpreted);
        compiled.SelectMany(r => r.Rules).ShouldBe(interpreted.SelectMany(r => r.Rules));
        compiled.SelectMany(r => r.Rules).Select(r => r.Location).ShouldBe(interpreted.SelectMany(r => r.Rules).Select(r => r.Location));
    }

    [Theory]
    [InlineData("PipelineDsl.Generated", RelabelEngine.Compiled)]
    [InlineData("", RelabelEngine.Interpreted)]
    public void A_rule_stands_where_the_compiler_says(string interceptors, RelabelEngine engine)
    {
        const string program = """
            public static class Pipelines
            {
                public static Targets<Pod> Get() => Discover.Pods()
                    .Relabel(rules => rules.Keep(Pod.Name, "a"))
                    .Relabel(rules => rules
                        .Keep(Pod.Name, "a").Drop(Pod.Phase, "b")
                        .Set
                            ("c", "d")
                        .LabelDrop("e"))
                    .Relabel(rules => { })
            #line 70 "/elsewhere/Other.cs"
                    .Relabel(rules => rules.LabelDrop("e"))
                    .Relabel(rules => rules.LabelDrop("e", 7, "rules.yaml"));
            }
            """;
        RuleSet[] rules = Run(Compilations.WithInterceptors(interceptors), "Get", program);
        rules.ShouldAllBe(r => r.Engine == engine);
        rules.Select(r => string.Join(' ', r.Rules.Select(rule => rule.Location))).ShouldBe(
            ["Source0.cs:4", "Source0.cs:6 Source0.cs:6 Source0.cs:8 Source0.cs:9", "", "Other.cs:70", "rules.yaml:7"]);
    }

    [Fact]
    public void The_program_has_every_rule_method()
    {
        IEnumerable<string> methods = typeof(MetricRules).BaseType!.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(m => m.Name).Where(name => name != "Build").Distinct();
        foreach (string method in methods)
        {
            s_program.ShouldContain($".{method}(");
        }
    }

    private static RuleSet[] Run(CSharpParseOptions options, string method, string? program = null)
    {
        CSharpCompilation compilation = Compilations.Create(options, program ?? s_program);
        var targets = (Targets<Pod>)Compilations.Load(compilation).GetType("Pipelines")!.GetMethod(method)!.Invoke(null, null)!;
        return [.. targets.Scrape().ForwardTo(new Destination("a")).Targets.Stages];
    }
}
