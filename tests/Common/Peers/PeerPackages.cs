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

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);
}
