using System.Runtime.CompilerServices;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>Programs of this repository, run as their users run them.</summary>
internal static class Programs
{
    public static PeerProcess Start(string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new("dotnet", [Assembly(project), .. arguments], environment);

    // Built in the same configuration as this test.
    private static string Assembly(string project, [CallerFilePath] string source = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
        string output = Path.GetRelativePath(Path.Combine(root, "tests", "EndToEnd"), AppContext.BaseDirectory);
        return Path.Combine(root, project, output, $"{Path.GetFileName(project)}.dll");
    }
}
