using System.Globalization;
using System.Runtime.InteropServices;
using PipelineDsl.Peers;
using PipelineDsl.Processes;

namespace PipelineDsl.Benchmarks;

/// <summary>Our load agent, published as for a container: native code, for which the machine needs a linker (gcc or clang).</summary>
internal sealed class PipelineDslAgent(string folder) : IAgent
{
    public const string AgentName = "ours";

    public string Name => AgentName;

    public async Task<string> InstallAsync()
    {
        await Shell.RunAsync("dotnet", ["publish", BuiltProgram.FolderOf("tests/LoadAgent"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder]);
        return RuntimeInformation.FrameworkDescription;
    }

    public PeerProcess Start(Scenario scenario, Uri fleet, string data) => new(Path.Combine(folder, "LoadAgent"),
    [
        "--sd", $"{fleet}sd", "--write", $"{fleet}write", "--interval", scenario.Interval.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        "--rules", scenario.Rules, "--protocol", scenario.Protocol.ToString(CultureInfo.InvariantCulture), "--data", data,
    ]);
}
