using System.Diagnostics;
using PipelineDsl.Processes;

namespace PipelineDsl.PackageTests.Running;

/// <summary>A <c>dotnet</c> command.</summary>
/// <param name="folder">The folder it runs in.</param>
/// <param name="arguments">What follows <c>dotnet</c>.</param>
/// <param name="environment">Variables besides those of this process.</param>
internal sealed class DotnetProcess(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    : ChildProcess(StartOf(folder, arguments, environment))
{
    private static ProcessStartInfo StartOf(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { WorkingDirectory = folder };

        // A test run leaves its own settings there, which would be another build's.
        foreach (string name in start.Environment.Keys.Where(IsOfThisRun).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOfThisRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
