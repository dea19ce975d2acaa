using System.Diagnostics;
using System.Globalization;
using System.Text;
using PipelineDsl.Relabeling;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Benchmarks;

/// <summary>What a single target of very many series takes: memory that stays, memory that scrapes work in, and time.</summary>
internal static class SeriesRuns
{
    /// <summary>Measures and prints.</summary>
    /// <param name="series">How many series the target exposes.</param>
    public static void Run(int series)
    {
        byte[][] bodies = [Body(series, 1), Body(series, 2)];
        Print($"a body of {series} series, {bodies[0].Length / 1e6:F1} MB");
        double before = Live();
        long resident = Environment.WorkingSet;
        var workspace = new ScrapeWorkspace();
        var table = new SeriesTable(new SeriesContext(LabelSet.Of(("job", "j"), ("instance", "i:1")), ScrapeOptions.Default, RuleChain.Empty), []);
        using var sink = new SampleSink([new Total()]);
        for (int scrape = 0; scrape < 4; scrape++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            table.Append(bodies[scrape % 2], ExpositionFormat.Text, scrape, sink, workspace, out _);
            sink.Commit();
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Print($"scrape {scrape + 1}: {took.TotalNanoseconds / series:F0} ns and {allocated / (double)series:F1} bytes allocated for a series; resident {(Environment.WorkingSet - resident) / 1e6:F0} MB more");
        }

        double all = Live() - before;
        GC.KeepAlive(workspace);
        workspace = null;
        double kept = Live() - before;
        GC.KeepAlive(table);
        GC.KeepAlive(bodies);
        Print($"live: {kept / series:F1} bytes for a series, and {(all - kept) / 1e6:F1} MB that every processor works with");
    }

    private static byte[] Body(int series, int scrape)
    {
        var text = new StringBuilder("# HELP kube_pod_info Information about pod.\n# TYPE kube_pod_info gauge\n");
        for (int i = 0; i < series; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"kube_pod_info{{namespace=\"team-{i % 50}\",pod=\"app-{i}\",uid=\"{i:D32}\",host_ip=\"10.0.{i % 250}.1\"}} {i % 7 * scrape}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static double Live()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
