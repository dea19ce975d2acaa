using System.Globalization;
using PipelineDsl.PackageTests.Running;

[assembly: AssemblyFixture(typeof(PipelineDsl.PackageTests.PackageFeed))]

namespace PipelineDsl.PackageTests;

/// <summary>All packages, packed once for all tests under a version that no cache has seen.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly string _suffix = "test." + TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The names of the packages, which are those of their projects and folders.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(BuildSettings.Repository, "src"))
            .Where(folder => File.Exists(Path.Combine(folder, Path.GetFileName(folder) + ".csproj")))
            .Select(folder => Path.GetFileName(folder)),
    ];

    internal Workspace Workspace { get; } = new();

    /// <summary>The version of the packages.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The file of a package.</summary>
    /// <param name="id">The package's name.</param>
    public string this[string id] => Path.Combine(Workspace.Feed, $"{id}.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        await PackAsync(Workspace.Feed);
        string core = Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(Workspace.Feed, "PipelineDsl.Core.*").Single());
        Version = core["PipelineDsl.Core.".Length..];
    }

    /// <summary>Packs what has been built.</summary>
    /// <param name="folder">Where the packages go.</param>
    public Task PackAsync(string folder) => Workspace.RunAsync(
        "",
        "msbuild",
        Path.Combine(BuildSettings.Repository, "src", "Pack.proj"),
        "-nologo",
        "-verbosity:quiet",
        "-maxCpuCount",
        $"-property:Configuration={BuildSettings.Configuration}",
        $"-property:VersionSuffix={_suffix}",
        $"-property:PackageOutputPath={folder}",
        $"-property:NuspecOutputPath={Path.Combine(Workspace.Root, "nuspec")}/");

    public ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        return ValueTask.CompletedTask;
    }
}
