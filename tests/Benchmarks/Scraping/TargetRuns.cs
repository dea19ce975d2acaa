using System.Diagnostics;
using System.Globalization;
using PipelineDsl.Processes;

namespace PipelineDsl.Benchmarks;

/// <summary>Whether many targets are scraped when they should be, by a whole agent that delivers what it scrapes, and what that costs.</summary>
internal static class TargetRuns
{
    /// <summary>Measures and prints.</summary>
    /// <param name="targets">How many targets there are, each with an address and thus a connection of its own.</param>
    /// <param name="series">How many series each exposes.</param>
    /// <param name="interval">Seconds between two scrapes.</param>
    /// <param name="hanging">Of how many targets in a hundred no answer ever comes.</param>
    /// <param name="rounds">How often each target is scraped.</param>
    public static async Task RunAsync(int targets, int series, int interval, int hanging, int rounds)
    {
        int port = ChildProcess.FreePort();
        string url = $"http://127.0.0.1:{port}/";
        string data = Directory.CreateTempSubdirectory("targets-").FullName;
        await using ChildProcess fleet = Start("tests/LoadFleet",
            $"--targets {targets} --series {series} --port {port} --hosts true --hanging {hanging}");
        using var http = new HttpClient();
        await ListensAsync(http, $"{url}stats");
        await using ChildProcess agent = Start("tests/LoadAgent",
            $"--sd {url}sd --write {url}write --interval {interval} --rules none --data {data} --lateness true --log Error");
        await Task.Delay(TimeSpan.FromSeconds(interval + 1));
        TimeSpan first = agent.ProcessorTime;
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(interval * (rounds - 1)));
        double share = (agent.ProcessorTime - first) / Stopwatch.GetElapsedTime(began);
        long resident = agent.ResidentBytes;
        await agent.TerminateAsync();

        Print($"{targets} targets of {series} series every {interval} s, {hanging} % hang");
        Console.Write(agent.Output);
        Print($"processor: {first.TotalSeconds:F1} s for the start and the first round, then {share:P1} of a core; memory: {resident / 1e6:F0} MB resident");
        Console.WriteLine(await http.GetStringAsync($"{url}stats"));
        Directory.Delete(data, recursive: true);
    }

    // Collecting beside the program is the default of programs, but not of the agent that other runs compare: its longest pauses are shorter.
    private static ChildProcess Start(string project, string arguments) =>
        new(new ProcessStartInfo("dotnet", [BuiltProgram.PathOf(project), .. arguments.Split(' ')]) { Environment = { ["DOTNET_gcConcurrent"] = "1" } });

    private static async Task ListensAsync(HttpClient http, string url)
    {
        while (true)
        {
            try
            {
                await http.GetStringAsync(url);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
