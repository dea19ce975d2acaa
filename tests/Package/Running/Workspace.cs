namespace PipelineDsl.PackageTests.Running;

/// <summary>A folder outside of the repository in which <c>dotnet</c> shares nothing with it but the packages of others.</summary>
internal sealed class Workspace : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, string> _environment;

    /// <summary>Creates the folder.</summary>
    public Workspace()
    {
        Root = Directory.CreateTempSubdirectory("pipelinedsl-packages-").FullName;
        Feed = Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;
        _environment = new()
        {
            ["NUGET_PACKAGES"] = Path.Combine(Root, "packages"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",

            // Servers would outlive the command, and hold its output open.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            ["MSBuildEnableWorkloadResolver"] = "false",

            // Advisories are for the build of this repository, which restores the same packages.
            ["NuGetAudit"] = "false",
        };
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packages-under-test" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="packages-of-this-machine" value="{BuildSettings.NuGetPackageRoot}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        File.Copy(Path.Combine(BuildSettings.Repository, "global.json"), Path.Combine(Root, "global.json"));

        // A temporary folder may lie within somebody's repository.
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            Write(file, "<Project />");
        }
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The folder of the packages under test.</summary>
    public string Feed { get; }

    /// <summary>Writes a file into the folder.</summary>
    /// <param name="path">Its path in the folder.</param>
    /// <param name="text">Its text.</param>
    public void Write(string path, string text)
    {
        string file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Runs a command to its end and gives what it printed.</summary>
    /// <param name="folder">A folder in this one.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    public async Task<string> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        await using DotnetProcess process = Start(folder, arguments);
        string ended = "was stopped";
        try
        {
            int exitCode = await process.ExitCodeAsync(patience.Token);
            if (exitCode == 0)
            {
                return process.Output;
            }

            ended = $"ended with {exitCode}";
        }
        catch (OperationCanceledException)
        {
        }

        throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} {ended}:\n{process.Output}");
    }

    /// <summary>Starts a command that runs until it is disposed.</summary>
    /// <param name="folder">A folder in this one.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    /// <param name="variables">Further environment variables.</param>
    public DotnetProcess Start(string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        var environment = new Dictionary<string, string>(_environment);
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        return new DotnetProcess(Path.Combine(Root, folder), arguments, environment);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
