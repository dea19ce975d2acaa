using System.Runtime.CompilerServices;

namespace PipelineDsl.Generators.Tests;

/// <summary>Programs under test and the texts approved for them, which lie beside them in the repository.</summary>
internal static class ProgramFiles
{
    /// <summary>Set to 1 to write the approved texts anew; the run fails then, so that nobody forgets to look at them.</summary>
    private const string Regenerate = "PIPELINEDSL_REGENERATE";

    public static TheoryData<string> Names(string folder) =>
        [.. Directory.GetFiles(PathOf(folder), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static string Read(string folder, string name) => File.ReadAllText(Path.Combine(PathOf(folder), name + ".cs"));

    public static void ShouldBeApproved(string text, string folder, string name)
    {
        string file = name + ".txt";
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), folder, file), text);
            Assert.Fail($"{file} was written anew: review it, and run the tests without {Regenerate}.");
        }

        string approved = Path.Combine(PathOf(folder), file);
        File.Exists(approved).ShouldBeTrue($"{file} is missing: run once with {Regenerate}=1 and review what it writes.");
        text.ShouldBe(File.ReadAllText(approved), $"{file} differs: run once with {Regenerate}=1 and review what it writes.");
    }

    private static string PathOf(string folder) => Path.Combine(AppContext.BaseDirectory, folder);

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
