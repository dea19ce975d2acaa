using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Programs that must not compile, or not in silence: each has its exact messages on file.</summary>
public sealed class WrongProgramTests
{
    private const string Folder = "Diagnostics/Wrong";

    public static TheoryData<string> Programs => ProgramFiles.Names(Folder);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_wrong_program_gets_its_messages(string program) =>
        ProgramFiles.ShouldBeApproved(await Analysis.DescribeAsync(Compilations.Create(ProgramFiles.Read(Folder, program))), Folder, program);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_messages_are_the_same_when_the_generator_has_read_nothing(string program) =>
        ProgramFiles.ShouldBeApproved(await Analysis.DescribeAloneAsync(Compilations.Create(ProgramFiles.Read(Folder, program))), Folder, program);

    [Fact]
    public async Task A_pragma_silences_an_error_where_it_stands()
    {
        const string source = """
            class P
            {
                void Rules(MetricRules rules) => rules
            #pragma warning disable PDSL0003 // an import of rules that always were like that
                    .Replace(Metric.Job, "(.*)", "a", "$2")
            #pragma warning restore PDSL0003
                    .Replace(Metric.Job, "(.*)", "b", "$3");
            }
            """;
        (await Analysis.DescribeAsync(Compilations.Create(source))).ShouldBe(
            "7,44: error PDSL0003 at `$3`\n    '$3' gives nothing: the pattern has only group 1\n");
    }
}
