using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>What rules mean is looked up again when anything changes that they can depend on, in whatever file.</summary>
public sealed class SurroundingsTests
{
    private const string Source = """
        namespace App;
        public static partial class Pipelines
        {
            [Pipeline(Names.Web)]
            public static Pipeline Web(Destinations to) =>
                Discover.Pods().Relabel(rules => rules.Keep(Pod.Name, Names.Pattern)).Scrape().ForwardTo(to["a"]);
        }
        """;

    private const string Names = "namespace App; public static class Names { public const string Web = \"web\"; public const string Pattern = \"web-.*\"; }";

    [Theory]
    [InlineData("web-.*", "api-.*")]
    [InlineData("Pattern = \"web-.*\"", "Pattern = Other + \".*\"; private const string Other = \"api-\"")]
    public void A_constant_of_another_file_is_read_again(string from, string to)
    {
        GeneratorRun after = Edit(Names.Replace(from, to, StringComparison.Ordinal));
        after.Sources["Relabelings.g.cs"].ShouldContain("Begins(podName, \"api-\"u8)");
        after.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_analyzer_does_not_take_what_was_read_before_a_constant_changed()
    {
        CSharpCompilation compilation = Hosting.AddTo(Compilations.Create(Source, Names));
        GeneratorRun.Of(compilation).Sources.Keys.ShouldContain("Relabelings.g.cs");
        SyntaxTree tree = compilation.SyntaxTrees.Single(t => t.ToString() == Names);
        string after = await Analysis.DescribeAloneAsync(compilation.ReplaceSyntaxTree(
            tree, tree.WithChangedText(SourceText.From(Names.Replace("web-.*", "web-(", StringComparison.Ordinal), System.Text.Encoding.UTF8))));
        after.ShouldContain("error PDSL0002 at `Names.Pattern`");
    }

    [Fact]
    public void The_name_of_a_pipeline_is_read_again() =>
        Edit(Names.Replace("Web = \"web\"", "Web = \"api\"", StringComparison.Ordinal)).Sources["Registration.g.cs"].ShouldContain("\"api\"");

    [Theory]
    [InlineData(" public static class Discover { public static Other Pods() => new(); } public class Other { public Targets<Pod> Relabel(Action<TargetRules<Pod>> rules) => null!; }")]
    [InlineData(" public static partial class Pipelines { private static class Names { public static string Pattern => \"x\"; public const string Web = \"web\"; } }")]
    [InlineData(" public static partial class Pipelines { private static class Pod { public static Label<PipelineDsl.Pod> Name => \"x\"; } }")]
    public void A_declaration_that_gives_a_name_another_meaning_is_seen(string declaration) =>
        Edit(Names + declaration).Sources.Keys.ShouldBe(["Registration.g.cs"]);

    [Fact]
    public void A_global_alias_of_the_attribute_is_seen()
    {
        CSharpCompilation compilation = Hosting.AddTo(Compilations.Create(Source.Replace("[Pipeline(", "[Marked(", StringComparison.Ordinal), Names));
        GeneratorRun before = GeneratorRun.Of(compilation.AddSyntaxTrees(Parse("// nothing yet")));
        before.Sources.Keys.ShouldNotContain("Registration.g.cs");
        before.Then(compilation.AddSyntaxTrees(Parse("global using Marked = PipelineDsl.PipelineAttribute;"))).Sources.Keys.ShouldContain("Registration.g.cs");
    }

    [Fact]
    public void A_reference_that_changes_is_seen()
    {
        CSharpCompilation library = Compilations.Create(Names.Replace("web-.*", "api-.*", StringComparison.Ordinal)).WithAssemblyName("Names");
        CSharpCompilation alone = Compilations.Create(Source);
        CSharpCompilation before = alone.AddReferences(Compilations.Create(Names).WithAssemblyName("Names").ToMetadataReference());
        GeneratorRun after = GeneratorRun.Of(before).Then(alone.AddReferences(library.ToMetadataReference()));
        after.Sources["Relabelings.g.cs"].ShouldContain("Begins(podName, \"api-\"u8)");
    }

    private static GeneratorRun Edit(string names)
    {
        CSharpCompilation compilation = Hosting.AddTo(Compilations.Create(Source, Names));
        SyntaxTree tree = compilation.SyntaxTrees.Single(t => t.ToString() == Names);
        return GeneratorRun.Of(compilation).Then(compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(names, System.Text.Encoding.UTF8))));
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Compilations.ParseOptions, "/src/More.cs", System.Text.Encoding.UTF8);
}
