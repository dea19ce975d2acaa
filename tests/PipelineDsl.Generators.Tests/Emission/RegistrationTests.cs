using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

public sealed class RegistrationTests
{
    private const string Program = """
        public static class Pipelines
        {
            [Pipeline]
            public static Pipeline AllPods(Destinations to) => Discover.Pods().Scrape().ForwardTo(to["a"]);
        }
        """;

    [Fact]
    public void Without_the_hosting_package_there_is_nothing_to_register_with() => GeneratorRun.Of(Program).Sources.ShouldBeEmpty();

    [Fact]
    public void Without_pipelines_there_is_nothing_to_register() =>
        GeneratorRun.Of(Hosting.AddTo(Compilations.Create(Program.Replace("[Pipeline]", "", StringComparison.Ordinal)))).Sources.ShouldBeEmpty();

    [Fact]
    public void A_method_that_cannot_be_a_pipeline_does_not_break_the_others()
    {
        string program = Program + " public class More { [Pipeline] public Pipeline NotStatic() => null!; [Pipeline] public static int Number() => 1; }";
        var run = GeneratorRun.Of(Hosting.AddTo(Compilations.Create(program)));
        run.Problems.ShouldBeEmpty();
        run.Sources["Registration.g.cs"].ShouldContain("\"all-pods\"");
        run.Sources["Registration.g.cs"].ShouldNotContain("More");
    }

    [Fact]
    public void Keywords_and_nesting_are_no_trouble()
    {
        string program = Program + " namespace @for { internal static class @class { internal static class Inner { [Pipeline] internal static Pipeline @if() => null!; } } }";
        var run = GeneratorRun.Of(Hosting.AddTo(Compilations.Create(program)));
        run.Problems.ShouldBeEmpty();
        run.Sources["Registration.g.cs"].ShouldContain("\"if\"");
    }
}
