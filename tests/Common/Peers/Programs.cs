using PipelineDsl.Processes;

namespace PipelineDsl.Peers;

/// <summary>Programs of this repository, run as their users run them.</summary>
internal static class Programs
{
    public static PeerProcess Start(string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new("dotnet", [BuiltProgram.PathOf(project), .. arguments], environment);

    /// <summary>Starts a program whose files cannot grow beyond a size, as on a full disk.</summary>
    /// <param name="project">The project.</param>
    /// <param name="most">The size in KiB.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static PeerProcess StartWithFileLimit(string project, int most, IEnumerable<string> arguments) =>
        new("bash", ["-c", $"trap '' XFSZ; ulimit -f {most}; exec dotnet \"$0\" \"$@\"", BuiltProgram.PathOf(project), .. arguments],
            // The runtime's own maps would be files too large.
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });
}
