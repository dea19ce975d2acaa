using System.Runtime.CompilerServices;
using static PipelineDsl.Testing.Tests.Samples;

namespace PipelineDsl.Testing.Tests;

public sealed class GoldenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("golden").FullName;

    private string TestFile => Path.Combine(_folder, "SomeTests.cs");

    public GoldenFileTests() => File.WriteAllText(TestFile, "");

    [Fact]
    public void The_same_text_passes_and_clears_what_was_received()
    {
        Write("a.txt", "one\r\ntwo\r\n");
        Write("a.received.txt", "old");
        GoldenFile.ShouldMatch("one\ntwo\n", "a", TestFile, isUpdate: false);
        Files().ShouldBe(["a.txt"]);
    }

    [Fact]
    public void A_missing_file_fails_and_leaves_the_text()
    {
        Failure(() => GoldenFile.ShouldMatch("one\n", "a", TestFile, isUpdate: false)).ShouldBe("""
            Golden/a.txt is missing. If this is right, rename a.received.txt to a.txt, or run once with PIPELINEDSL_UPDATE_GOLDEN=1:

            one

            """);
        Read("a.received.txt").ShouldBe("one\n");
    }

    [Fact]
    public void Another_text_fails_with_the_difference()
    {
        Write("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        Failure(() => GoldenFile.ShouldMatch("1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n", "a", TestFile, isUpdate: false)).ShouldBe("""
            Golden/a.txt has another text (- approved, + received). If the new one is right, rename a.received.txt to a.txt, or run once with PIPELINEDSL_UPDATE_GOLDEN=1:

              ...
              3
              4
            - 5
            + five
              6
              7
              8
              9
            + 10
              

            """);
        Read("a.received.txt").ShouldContain("five");
        Read("a.txt").ShouldContain("5");
    }

    [Fact]
    public void A_run_that_updates_fails()
    {
        Write("a.txt", "old");
        Write("a.received.txt", "new");
        Failure(() => GoldenFile.ShouldMatch("new", "a", TestFile, isUpdate: true))
            .ShouldBe("Golden/a.txt was written: review it, and run the tests without PIPELINEDSL_UPDATE_GOLDEN.");
        Read("a.txt").ShouldBe("new");
        Files().ShouldBe(["a.txt"]);
    }

    [Theory]
    [InlineData("/_/tests/PipelineDsl.Testing.Tests/GoldenFileTests.cs")]
    [InlineData("C:\\build\\tests\\PipelineDsl.Testing.Tests\\GoldenFileTests.cs")]
    public void A_deterministic_build_finds_its_folder(string mapped) =>
        SourceFolder.Find(mapped, AppContext.BaseDirectory).ShouldBe(Path.GetDirectoryName(Here()));

    [Fact]
    public void A_folder_that_is_not_here_is_told() =>
        Failure(() => GoldenFile.ShouldMatch("", "a", "/_/nowhere/None.cs", isUpdate: false))
            .ShouldBe("The golden file a.txt should be in the folder Golden beside /_/nowhere/None.cs, which is not on this machine.");

    [Fact]
    public void A_name_is_a_file_name() => Should.Throw<ArgumentException>(() => GoldenFile.ShouldMatch("", "a/b", TestFile, isUpdate: false));

    [Fact]
    public void A_long_text_is_compared()
    {
        string one = string.Join('\n', Enumerable.Range(0, 1500));
        LineDiff.Of(one, one + "\nmore").ShouldBe("  ...\n  1498\n  1499\n+ more\n");
        string longer = string.Join('\n', Enumerable.Range(0, 3000));
        LineDiff.Of(longer, longer + "\nmore").ShouldContain("+ more\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Here([CallerFilePath] string path = "") => path;

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "Golden"));
        File.WriteAllText(Path.Combine(_folder, "Golden", name), text);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, "Golden", name));

    private string[] Files() => [.. Directory.GetFiles(Path.Combine(_folder, "Golden")).Select(file => Path.GetFileName(file))];
}
