using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>The best of some short runs of each benchmark, for tuning; what is recorded comes from BenchmarkDotNet.</summary>
internal static class QuickRun
{
    // Many short runs: on a busy machine some of them are left alone.
    private const int Runs = 300;
    private const int Calls = 2_000;

    /// <summary>Measures the benchmarks of some names, or all.</summary>
    public static void Run(IReadOnlyCollection<string> names)
    {
        foreach (RelabelEngine engine in Enum.GetValues<RelabelEngine>())
        {
            var relabeling = new RelabelBenchmarks { Engine = engine };
            relabeling.Setup();
            Time(relabeling, engine.ToString(), names);
            var patterns = new RelabelPatternBenchmarks { Engine = engine };
            patterns.Setup();
            Time(patterns, engine.ToString(), names);
            foreach (string rule in RelabelRowBenchmarks.Names.Where(rule => names.Contains(rule)))
            {
                var row = new RelabelRowBenchmarks { Engine = engine, Rule = rule };
                row.Setup();
                Time(row, $"{engine} {rule}", []);
            }
        }

        Time(new PatternBenchmarks(), "", names);
        foreach (string format in new[] { "Text", "OpenMetrics", "Protobuf" }.Where(_ => names.Count == 0 || names.Contains(nameof(ScrapeBenchmarks.Scrape))))
        {
            var scrape = new ScrapeBenchmarks { Format = format };
            scrape.Setup();
            TimeBody(nameof(scrape.Scrape), format, scrape.Scrape, scrape.Scrape());
        }

        foreach (string format in new[] { "Text", "OpenMetrics" })
        {
            var exposition = new ExpositionBenchmarks { Format = format };
            exposition.Setup();
            foreach (Func<int> read in new Func<int>[] { exposition.Parse, exposition.ParseLabels, exposition.Match }.Where(read => names.Count == 0 || names.Contains(read.Method.Name)))
            {
                TimeBody(read.Method.Name, format, read, AllTypesBody.Series, exposition.Length);
            }
        }
    }

    // A call is about 2,000 samples: fewer calls do.
    private static void TimeBody(string name, string format, Func<int> read, int samples, int length = 0)
    {
        Action<int> run = Loop(read);
        WarmUp(calls => run(calls / 40));
        long before = GC.GetAllocatedBytesForCurrentThread();
        run(100);
        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        double best = Enumerable.Range(0, Runs).Min(_ => Nanoseconds(run, 10));
        string speed = length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {length / best * 1000:F0} MB/s");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-20} {format,-12} {best / samples,8:F1} ns a sample{speed}, {allocated} bytes a body"));
    }

    private static void Time(object benchmarks, string variant, IReadOnlyCollection<string> names)
    {
        foreach (MethodInfo method in benchmarks.GetType().GetMethods().Where(m => m.IsDefined(typeof(BenchmarkAttribute))))
        {
            if (names.Count > 0 && !names.Contains(method.Name))
            {
                continue;
            }

            Action<int> run = method.ReturnType == typeof(int) ? Loop(method.CreateDelegate<Func<int>>(benchmarks))
                : method.ReturnType == typeof(bool) ? Loop(method.CreateDelegate<Func<bool>>(benchmarks))
                : Loop(method.CreateDelegate<Action>(benchmarks));
            WarmUp(run);
            double best = Enumerable.Range(0, Runs).Min(_ => Nanoseconds(run));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{method.Name,-20} {variant,-12} {best,8:F1} ns"));
        }
    }

    // The optimised code comes from a thread of its own, some time after the calls that ask for it.
    private static void WarmUp(Action<int> run)
    {
        for (int i = 0; i < 3; i++)
        {
            run(20_000);
            Thread.Sleep(250);
        }
    }

    private static Action<int> Loop<TResult>(Func<TResult> call) => count =>
    {
        for (int i = 0; i < count; i++)
        {
            call();
        }
    };

    private static Action<int> Loop(Action call) => Loop(() =>
    {
        call();
        return true;
    });

    private static double Nanoseconds(Action<int> run, int calls = Calls)
    {
        long start = Stopwatch.GetTimestamp();
        run(calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
