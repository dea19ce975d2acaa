using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>What the generator writes for whole programs, reviewed like code.</summary>
public sealed class SnapshotTests
{
    private const string Folder = "Snapshots/Programs";

    public static TheoryData<string> Programs => ProgramFiles.Names(Folder);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Generated_sources_are_the_approved_ones(string program)
    {
        var run = GeneratorRun.Of(Hosting.AddTo(Compilations.Create(ProgramFiles.Read(Folder, program))));
        run.Problems.ShouldBeEmpty();
        string text = string.Concat(run.Sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"==== {s.Key}\n{GeneratorRun.Scrub(s.Value)}"));
        ProgramFiles.ShouldBeApproved(text, Folder, program);
    }
}
