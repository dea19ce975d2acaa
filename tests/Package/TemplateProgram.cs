using PipelineDsl.PackageTests.Running;

namespace PipelineDsl.PackageTests;

/// <summary>What <c>dotnet new pipeline</c> makes, built.</summary>
/// <remarks>Its name is none that a namespace could have.</remarks>
public sealed class TemplateProgram(PackageFeed feed) : IAsyncLifetime
{
    public const string Name = "Acme.Image-Metrics";

    public string Folder { get; } = Path.Combine(feed.Workspace.Root, Name);

    public async ValueTask InitializeAsync()
    {
        string[] hive = ["--debug:custom-hive", Path.Combine(feed.Workspace.Root, "hive")];
        await feed.Workspace.RunAsync("", ["new", "install", feed["PipelineDsl.Templates"], .. hive]);
        await feed.Workspace.RunAsync("", ["new", "pipeline", "--name", Name, .. hive]);

        // A rule that has to be interpreted is an error of this build.
        await feed.Workspace.RunAsync(Folder, "build", "--nologo", "-property:PipelineDslRequireCompiled=true", "-warnaserror");
    }

    /// <summary>Runs the program's tests and gives what they print.</summary>
    public Task<string> TestAsync() => feed.Workspace.RunAsync(Folder, "test", "--no-build", "--nologo");

    /// <summary>Starts the program.</summary>
    /// <param name="settings">Its configuration, such as <c>Kubernetes:Url</c>.</param>
    internal DotnetProcess Start(params IEnumerable<(string Key, string Value)> settings)
    {
        string output = Path.Combine(Folder, "src", Name, "bin", "Debug", "net10.0");
        return feed.Workspace.Start(output, [$"{Name}.dll"], settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
