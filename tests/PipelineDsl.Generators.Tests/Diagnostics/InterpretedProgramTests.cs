using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Rules that are not constant: they stay interpreted, and the reason is told where it stands.</summary>
public sealed class InterpretedProgramTests
{
    private const string Folder = "Diagnostics/Interpreted";

    private static readonly (string Name, string Value) s_off = ("PipelineDslInterceptors", "false");

    public static TheoryData<string> Programs => ProgramFiles.Names(Folder);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_reason_is_told(string program) =>
        ProgramFiles.ShouldBeApproved(await Analysis.DescribeAsync(Compilations.Create(ProgramFiles.Read(Folder, program))), Folder, program);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Nothing_is_generated(string program)
    {
        var run = GeneratorRun.Of(ProgramFiles.Read(Folder, program));
        run.Problems.ShouldBeEmpty();
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_an_error_where_compiled_rules_are_required()
    {
        string source = ProgramFiles.Read(Folder, "captured-variable");
        string report = await Analysis.DescribeAsync(Compilations.Create(source), ("PipelineDslRequireCompiled", "true"));
        report.ShouldStartWith("3,148: error PDSL0001 at `cluster`");
    }

    [Fact]
    public async Task A_pragma_silences_it()
    {
        string source = "#pragma warning disable PDSL0001\n" + ProgramFiles.Read(Folder, "captured-variable");
        (await Analysis.DescribeAsync(Compilations.Create(source))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Other.Generated;PipelineDsl.Generate")]
    public async Task Without_leave_to_intercept_nothing_is_generated_and_nothing_said(string namespaces)
    {
        const string source = "class P { Targets<Pod> T() => Discover.Pods().Relabel(r => r.Keep(Pod.Name, \"a\")); }";
        var compilation = Compilations.Create(Compilations.WithInterceptors(namespaces), source);
        var run = GeneratorRun.Of(compilation);
        run.Sources.ShouldBeEmpty();
        run.Problems.ShouldBeEmpty();
        (await Analysis.DescribeAsync(compilation, s_off)).ShouldBeEmpty();
        string required = await Analysis.DescribeAsync(compilation, s_off, ("PipelineDslRequireCompiled", "TRUE"));
        required.ShouldBe("1,47: error PDSL0001 at `Relabel`\n    These rules run on the interpreter: "
            + "the project sets PipelineDslInterceptors to false\n");
    }

    [Fact]
    public async Task A_project_without_the_targets_cannot_ask_for_compiled_rules_and_is_told()
    {
        const string source = "class P { Targets<Pod> T() => Discover.Pods().Relabel(r => r.Keep(Pod.Name, \"a\")); }";
        string report = await Analysis.DescribeAsync(Compilations.Create(Compilations.WithInterceptors(""), source));
        report.ShouldBe("1,47: error PDSL0012 at `Relabel`\n    Rules cannot be compiled in this project: "
            + "the project does not import PipelineDsl.targets, which the package PipelineDsl brings along\n");
    }

    [Fact]
    public async Task A_project_that_loses_the_namespace_is_told()
    {
        const string source = "class P { Targets<Pod> T() => Discover.Pods().Relabel(r => r.Keep(Pod.Name, \"a\")); }";
        string report = await Analysis.DescribeAsync(
            Compilations.Create(Compilations.WithInterceptors("Other.Generated"), source), ("PipelineDslInterceptors", "true"));
        report.ShouldBe("1,47: error PDSL0012 at `Relabel`\n    Rules cannot be compiled in this project: "
            + "the project does not list PipelineDsl.Generated in InterceptorsNamespaces\n");
    }

    [Theory]
    [InlineData("PipelineDsl")]
    [InlineData("A.B; PipelineDsl.Generated ;C")]
    public void Leave_to_intercept_is_found_in_a_list(string namespaces)
    {
        const string source = "class P { Targets<Pod> T() => Discover.Pods().Relabel(r => r.Keep(Pod.Name, \"a\")); }";
        var run = GeneratorRun.Of(Compilations.Create(Compilations.WithInterceptors(namespaces), source));
        run.Sources.Count.ShouldBe(2);
    }
}
