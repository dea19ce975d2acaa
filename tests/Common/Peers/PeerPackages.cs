using System.IO.Compression;

namespace PipelineDsl.Peers;

/// <summary>Real peers, installed once per machine from the distribution's packages.</summary>
internal static class PeerPackages
{
    /// <summary>Where they are: <c>PIPELINEDSL_PEERS</c>, or in the user's cache.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("PIPELINEDSL_PEERS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "pipelinedsl", "peers");

    /// <summary>Installs packages that are not there yet.</summary>
    /// <returns>The folder with their binaries.</returns>
    /// <exception cref="InvalidOperationException">A package could not be installed; the message has what the installer said.</exception>
    public static async Task<string> InstallAsync(params string[] packages)
    {
        await Shell.RunAsync("bash", [Script("install.sh"), Folder, .. packages]);
        return Path.Combine(Folder, "usr", "bin");
    }

    /// <summary>The version of an installed package.</summary>
    public static async Task<string> VersionAsync(string package)
    {
        // A changelog begins with: name (version) suite; urgency.
        await using FileStream file = File.OpenRead(Path.Combine(Folder, "usr", "share", "doc", package, "changelog.Debian.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return (await reader.ReadLineAsync())!.Split('(', ')')[1];
    }

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);
}
