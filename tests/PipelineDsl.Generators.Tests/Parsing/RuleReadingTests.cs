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

    private static RuleSet[] Run(CSharpParseOptions options, string method)
    {
        CSharpCompilation compilation = Compilations.Create(options, s_program);
        var targets = (Targets<Pod>)Compilations.Load(compilation).GetType("Pipelines")!.GetMethod(method)!.Invoke(null, null)!;
        return [.. targets.Scrape().ForwardTo(new Destination("a")).Targets.Stages];
    }
}
