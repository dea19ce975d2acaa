using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>The same program gives the same sources, whatever the order of its files.</summary>
public sealed class StabilityTests
{
    private const string Web = """
        public static class Web
        {
            [Pipeline]
            public static Pipeline Pods(Destinations to) => Discover.Pods()
                .Relabel(rules => rules.Keep(Pod.Name, "web-.*")).Relabel(rules => rules.Drop(Pod.Phase, "Failed")).Scrape().ForwardTo(to["a"]);
        }
        """;

    private const string Api = """
        public static class Api
        {
            [Pipeline("api")]
            public static Pipeline Pods(Destinations to) => Discover.Pods()
                .Relabel(rules => rules.Drop(Pod.Phase, "Failed")).Scrape().Relabel(rules => rules.Keep(Metric.Name, "up")).ForwardTo(to["a"]);
        }
        """;

    [Fact]
    public void The_order_of_files_does_not_show()
    {
        CSharpCompilation compilation = Hosting.AddTo(Compilations.Create(Web, Api));
        var one = GeneratorRun.Of(compilation);
        var other = GeneratorRun.Of(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse()));
        foreach (string name in one.Sources.Keys)
        {
            GeneratorRun.Scrub(other.Sources[name]).ShouldBe(GeneratorRun.Scrub(one.Sources[name]), name);
        }
    }

    [Fact]
    public void Equal_rules_are_written_once()
    {
        var run = GeneratorRun.Of(Web, Api);
        run.Problems.ShouldBeEmpty();
        Count(run.Sources["Relabelings.g.cs"], "internal sealed class").ShouldBe(3);
        Count(run.Sources["Interceptors.g.cs"], "InterceptsLocation(1").ShouldBe(4);
        Count(run.Sources["Interceptors.g.cs"], "source.Relabel(configure, ").ShouldBe(3, "equal lists share a method, each with its own lambda");
    }

    [Fact]
    public void Equal_names_in_different_places_do_not_collide()
    {
        const string rules = "rules => rules.Keep(Target.Address, \"a\")";
        var run = GeneratorRun.Of(Hosting.AddTo(Compilations.Create($$"""
            namespace One { public static class P { [Pipeline("one")] public static Pipeline Get(Destinations to) => Discover.Pods().Relabel({{rules}}).Scrape().ForwardTo(to["a"]); } }
            namespace Two { public static class P { [Pipeline("two")] public static Pipeline Get(Destinations to) => Discover.Services().Relabel({{rules}}).Scrape().ForwardTo(to["a"]); } }
            namespace PipelineDsl.Generated { public static class Interceptors; public static class Pattern; }
            namespace System { public static class Targets; }
            public static class ReadOnlySpan; public static class RuleSet; public static class RelabelRule;
            """)));
        run.Problems.ShouldBeEmpty();
        run.Driver.GetRunResult().Results[0].GeneratedSources.Select(s => s.HintName).ShouldBeUnique();
        run.Sources["Registration.g.cs"].ShouldContain("global::Two.P.@Get(");
    }

    [Fact]
    public void A_project_that_sees_internals_of_another_has_the_same_names()
    {
        var application = GeneratorRun.Of(Compilations.Create("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]", Web));
        using var image = new MemoryStream();
        application.Output.WithAssemblyName("Application").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue();
        var tests = GeneratorRun.Of(Compilations.Create(Web.Replace("class Web", "class WebTests", StringComparison.Ordinal))
            .WithAssemblyName("Tests").AddReferences(MetadataReference.CreateFromImage(image.ToArray())));
        tests.Problems.ShouldBeEmpty();
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
