using System.Runtime.CompilerServices;

namespace PipelineDsl.Peers;

/// <summary>Programs of this repository, run as their users run them.</summary>
internal static class Programs
{
    public static PeerProcess Start(string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new("dotnet", [Assembly(project), .. arguments], environment);

    /// <summary>Starts a program whose files cannot grow beyond a size, as on a full disk.</summary>
    /// <param name="project">The project.</param>
    /// <param name="most">The size in KiB.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static PeerProcess StartWithFileLimit(string project, int most, IEnumerable<string> arguments) =>
        new("bash", ["-c", $"trap '' XFSZ; ulimit -f {most}; exec dotnet \"$0\" \"$@\"", Assembly(project), .. arguments],
            // The runtime's own maps would be files too large.
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });

    /// <summary>The folder of a project.</summary>
    public static string Folder(string project, [CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", project));

    // Built in the same configuration as this program.
    private static string Assembly(string project)
    {
        string output = AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)..];
        return Path.Combine(Folder(project) + output, $"{Path.GetFileName(project)}.dll");
    }
}
