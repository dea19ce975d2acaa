using System.Diagnostics;
using System.Globalization;
using PipelineDsl.Peers;

namespace PipelineDsl.Benchmarks;

/// <summary>One run of one agent against a fleet.</summary>
internal sealed class AgentRun(Fleet fleet, Scenario scenario, TimeSpan window)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>An agent is steady once so much of what it scraped in an interval arrived.</summary>
    private const double SteadyShare = 0.9;

    private static readonly TimeSpan s_stopLimit = TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">The agent ended, or does not keep up; the message has what it printed.</exception>
    public async Task<Measurement> MeasureAsync(IAgent agent)
    {
        string folder = Directory.CreateTempSubdirectory($"side-by-side-{agent.Name}-").FullName;
        try
        {
            FleetCounts first = await fleet.ReadAsync();
            await using PeerProcess process = agent.Start(scenario, fleet.Url, folder);
            int kept = await fleet.KeptAsync(scenario.Rules);
            await WarmUpAsync(process, kept);
            Measurement measured = await MeasureAsync(process);
            using var limit = new CancellationTokenSource(s_stopLimit);
            await process.TerminateAsync(limit.Token);
            FleetCounts all = await fleet.ReadAsync() - first;
            return measured with { Delivered = (double)all.Exposed / (all.Scrapes * kept) };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WarmUpAsync(PeerProcess process, int kept)
    {
        await Task.Delay(scenario.WarmUp - scenario.Interval);
        TimeSpan look = scenario.Interval < TimeSpan.FromSeconds(10) ? TimeSpan.FromSeconds(10) : scenario.Interval;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < 3 * scenario.WarmUp;)
        {
            FleetCounts before = await fleet.ReadAsync();
            await Task.Delay(look);
            FleetCounts during = await fleet.ReadAsync() - before;
            if (during.Scrapes > 0 && during.Exposed > SteadyShare * during.Scrapes * kept)
            {
                return;
            }

            if (process.HasExited)
            {
                break;
            }
        }

        throw new InvalidOperationException($"It {(process.HasExited ? "ended" : "does not keep up")}. {process.Output}");
    }

    private async Task<Measurement> MeasureAsync(PeerProcess process)
    {
        TimeSpan Machine() => TimeSpan.FromSeconds(File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where((_, column) => column is 1 or 2 or 3 or 6 or 7).Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / 100);
        long start = Stopwatch.GetTimestamp();
        FleetCounts before = await fleet.ReadAsync();
        (TimeSpan agent, TimeSpan served, TimeSpan machine) = (process.ProcessorTime, fleet.ProcessorTime, Machine());
        await Task.Delay(window);
        (agent, served, machine) = (process.ProcessorTime - agent, fleet.ProcessorTime - served, Machine() - machine);
        FleetCounts during = await fleet.ReadAsync() - before;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(
            agent.TotalMicroseconds / during.Scraped, process.ResidentBytes / Megabyte, process.PeakResidentBytes / Megabyte,
            (double)during.Bytes / during.Received, 0, served / elapsed, (machine - agent - served) / elapsed);
    }
}
