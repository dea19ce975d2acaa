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
}
