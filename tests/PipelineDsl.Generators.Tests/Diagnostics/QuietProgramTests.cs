using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Programs that look like wrong ones, but of which nothing is proven.</summary>
public sealed class QuietProgramTests
{
    private const string Folder = "Diagnostics/Quiet";

    public static TheoryData<string> Programs => ProgramFiles.Names(Folder);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Nothing_is_said(string program) =>
        (await Analysis.DescribeAsync(Compilations.Create(ProgramFiles.Read(Folder, program)))).ShouldBeEmpty();
}
