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
        var workspace = new ScrapeWorkspace();
        double none = Live();
        long resident = Environment.WorkingSet;
        SeriesTable first = Scrape(bodies, workspace, allocated => Print(
            $"{allocated.Nanoseconds / series:F0} ns and {allocated.Bytes / series:F1} bytes allocated for a series; resident {(Environment.WorkingSet - resident) / 1e6:F0} MB more"));
        double one = Live();
        // The second target works in what the first one left.
        SeriesTable second = Scrape(bodies, workspace, _ => { });
        double two = Live();
        Print($"live: {(two - one) / series:F1} bytes for a series, and {(one - none - (two - one)) / 1e6:F1} MB that each processor works with");
        GC.KeepAlive((bodies, workspace, first, second));
    }

    private static SeriesTable Scrape(byte[][] bodies, ScrapeWorkspace workspace, Action<(double Nanoseconds, double Bytes)> tell)
    {
        var table = new SeriesTable(new SeriesContext(LabelSet.Of(("job", "j"), ("instance", "i:1")), ScrapeOptions.Default, RuleChain.Empty), []);
        using var sink = new SampleSink([new Total()]);
        for (int scrape = 0; scrape < 4; scrape++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            table.Append(bodies[scrape % 2], ExpositionFormat.Text, scrape, sink, workspace, out _);
            sink.Commit();
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            tell((took.TotalNanoseconds, GC.GetAllocatedBytesForCurrentThread() - allocated));
        }

        return table;
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
