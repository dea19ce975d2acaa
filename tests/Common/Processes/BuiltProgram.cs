using System.Runtime.CompilerServices;

namespace PipelineDsl.Processes;

/// <summary>Finds programs of this repository, built in the same configuration as the one that runs.</summary>
internal static class BuiltProgram
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(OwnSource())!, "..", "..", ".."));

    /// <summary>The assembly of a project.</summary>
    /// <param name="project">Its folder, from the root of the repository on; named as the assembly.</param>
    public static string PathOf(string project)
    {
        // Behind tests and the folder of the project that runs: bin/Release/net10.0.
        string[] own = Path.GetRelativePath(s_root, AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar);
        return Path.Combine([s_root, project, .. own[2..], $"{Path.GetFileName(project)}.dll"]);
    }

    /// <summary>The folder of a project.</summary>
    /// <param name="project">The folder, from the root of the repository on.</param>
    public static string FolderOf(string project) => Path.Combine(s_root, project);

    private static string OwnSource([CallerFilePath] string source = "") => source;
}
