using System.Diagnostics;
using PipelineDsl.Processes;

namespace PipelineDsl.Peers;

/// <summary>A peer, or a program of ours, that runs beside a test or a benchmark until it is disposed.</summary>
internal sealed class PeerProcess(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    : ChildProcess(StartOf(file, arguments, environment))
{
    public bool HasExited => Process.HasExited;

    public int ExitCode => Process.ExitCode;

    private static ProcessStartInfo StartOf(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(file, arguments);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
