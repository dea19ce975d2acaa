using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PipelineDsl.Processes;

namespace PipelineDsl.Peers;

/// <summary>A peer, or a program of ours, that runs beside a test or a benchmark until it is disposed.</summary>
internal sealed class PeerProcess(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    : ChildProcess(StartOf(file, arguments, environment))
{
    public bool HasExited => Process.HasExited;

    public int ExitCode => Process.ExitCode;

    /// <summary>The memory of the program that is in RAM.</summary>
    public long ResidentBytes
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64;
        }
    }

    /// <summary>The most of it that ever was in RAM.</summary>
    public long PeakResidentBytes
    {
        get
        {
            Process.Refresh();
            return Process.PeakWorkingSet64;
        }
    }

    /// <summary>The time that processors worked for the program, in it and in the system.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            Process.Refresh();
            return Process.TotalProcessorTime;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks the program to end as the stop of a container does, and waits for it. Ctrl-C would not do: programs below a shell's background job ignore it.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken = default)
    {
        await Shell.RunAsync("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        await Process.WaitForExitAsync(cancellationToken);
    }

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
