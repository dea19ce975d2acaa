extern alias generators;

using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PipelineDsl.Compiling;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace PipelineDsl.Generators.Tests;

/// <summary>What runs again after an edit.</summary>
public sealed class IncrementalTests
{
    private const string Source = """
        public static class Pipelines
        {
            [Pipeline]
            public static Pipeline Web(Destinations to) =>
                Discover.Pods().Relabel(rules => rules.Keep(Pod.Name, "web-.*")).Scrape().ForwardTo(to["a"]);
        }
        """;

    private const string Other = "public static class Other { public static int Number => 1; }";

    private static readonly CSharpCompilation s_compilation = Hosting.AddTo(Compilations.Create(Source, Other));

    [Fact]
    public void All_steps_are_tracked() =>
        GeneratorRun.Of(s_compilation).Reasons().Keys.ShouldBe(TrackingNames.All, ignoreOrder: true);

    [Fact]
    public void An_edit_elsewhere_runs_nothing_again()
    {
        GeneratorRun after = Edit("Other", Other.Replace("1", "2", StringComparison.Ordinal));
        after.Reasons().Values.SelectMany(r => r).ShouldAllBe(r => r == Cached || r == Unchanged);
        after.OutputReasons().ShouldAllBe(r => r == Cached);
    }

    [Fact]
    public void An_edit_below_a_call_leaves_its_rules()
    {
        GeneratorRun after = Edit("Pipelines", Source + "\n// later\n");
        IReadOnlyDictionary<string, IncrementalStepRunReason[]> reasons = after.Reasons();
        reasons[TrackingNames.CallSites].ShouldBe([Modified]);
        reasons[TrackingNames.Specs].ShouldBe([Unchanged]);
        reasons[TrackingNames.Classes].ShouldBe([Cached]);
        reasons[TrackingNames.DistinctClasses].ShouldBe([Cached]);
        reasons[TrackingNames.Interceptions].ShouldBe([Modified]);
        reasons[TrackingNames.SortedPipelines].ShouldAllBe(r => r == Cached || r == Unchanged);

        // Only the small file with the places is written again.
        after.OutputReasons().Count(r => r == Modified).ShouldBe(1);
    }

    [Fact]
    public void An_edit_of_a_rule_runs_what_depends_on_it()
    {
        GeneratorRun after = Edit("Pipelines", Source.Replace("web-.*", "api-.*", StringComparison.Ordinal));
        after.Reasons()[TrackingNames.Specs].ShouldBe([Modified]);
        after.Sources["Relabelings.g.cs"].ShouldContain("Begins(podName, \"api-\"u8)");
        after.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_pipeline_that_goes_away_takes_its_registration_with_it()
    {
        GeneratorRun after = Edit("Pipelines", Source.Replace("[Pipeline]", "", StringComparison.Ordinal));
        after.Sources.Keys.ShouldBe(["Relabelings.g.cs", "Interceptors.g.cs"], ignoreOrder: true);
    }

    private static GeneratorRun Edit(string type, string source)
    {
        SyntaxTree tree = s_compilation.SyntaxTrees.Single(t => t.ToString().Contains($"class {type}", StringComparison.Ordinal));
        return GeneratorRun.Of(s_compilation).Then(s_compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(source, System.Text.Encoding.UTF8))));
    }
}
