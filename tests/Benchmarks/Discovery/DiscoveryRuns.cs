using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Benchmarks;

/// <summary>What discovering many pods costs: memory, processor time at rest and while pods change, and how soon a change is a target.</summary>
internal static class DiscoveryRuns
{
    private const int Changes = 200;
    private static readonly TimeSpan s_phase = TimeSpan.FromSeconds(15);

    /// <summary>Measures and prints.</summary>
    /// <param name="pods">How many pods there are.</param>
    /// <param name="pipelines">How many pipelines look at them.</param>
    /// <param name="isPaged">Whether the server knows lists in pages only. Else the list begins the watch.</param>
    public static async Task RunAsync(int pods, int pipelines, bool isPaged)
    {
        using Process cluster = Start(pods, isPaged);
        string url = (await cluster.StandardOutput.ReadLineAsync())!;
        using var self = Process.GetCurrentProcess();
        (double live, double resident) before = Memory(self, collect: true);
        Pipeline[] all = [.. Enumerable.Range(0, pipelines).Select(Create)];
        TargetSet[] sets = [.. all.Select(pipeline => new TargetSet(pipeline))];
        using var stop = new CancellationTokenSource();
        using var meters = new Meters();
        await using var discovery = new KubernetesDiscovery(KubernetesAccess.FromUrl(new Uri(url)), TimeProvider.System, meters, NullLoggerFactory.Instance);
        discovery.ReadBy(all);
        long began = Stopwatch.GetTimestamp();
        TimeSpan worked = self.TotalProcessorTime;
        Task[] running = [.. all.Select((pipeline, i) => discovery.RunAsync(pipeline.Source, sets[i], stop.Token))];
        await Task.WhenAll(sets.Select(set => set.WhenSynced));
        self.Refresh();
        Print($"{pods} pods, {pipelines} pipelines: {sets[0].Kept} targets each after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, {(self.TotalProcessorTime - worked).TotalSeconds:F1} s of processor time");
        (double live, double resident) listed = Memory(self, collect: false);
        (double live, double resident) settled = Memory(self, collect: true);
        Print($"memory: {settled.live - before.live:F0} MB live; resident {listed.resident - before.resident:F0} MB more after the list, {settled.resident - before.resident:F0} MB after a collection");

        Print($"at rest: {await ShareAsync(self):P1} of a core");
        await cluster.StandardInput.WriteLineAsync("change");
        double share = await ShareAsync(self);
        await cluster.StandardInput.WriteLineAsync("rest");
        double[] delays = sets[^1].TakeDelays();
        Print($"with {delays.Length / s_phase.TotalSeconds:F0} changes a second: {share:P1} of a core; from the change to the target set of the last pipeline {At(0.5):F0} ms median, {At(0.99):F0} ms 99th percentile, {delays[^1]:F0} ms longest");
        (double live, double resident) after = Memory(self, collect: false);
        Print($"memory afterwards: resident {after.resident - before.resident:F0} MB more, highest {self.PeakWorkingSet64 / 1e6:F0} MB in all ({before.resident:F0} MB before)");
        await cluster.StandardInput.WriteLineAsync("requests");
        Print($"requests: {await cluster.StandardOutput.ReadLineAsync()}");

        cluster.StandardInput.Close();
        await stop.CancelAsync();
        await Task.WhenAll(running);
        await cluster.WaitForExitAsync();

        double At(double quantile) => delays[(int)(quantile * (delays.Length - 1))];
    }

    private static Pipeline Create(int number) => Discover.Pods()
        .Relabel(rules => rules
            .Keep(Pod.Label("app.kubernetes.io/part-of"), "shop")
            .Keep(Pod.ContainerPortName, "metrics")
            .Replace([Pod.Ip, Pod.Annotation("prometheus.io/port")], "(.+);(.+)", Target.Address, "$1:$2")
            .Copy(Pod.Namespace, "namespace")
            .Copy(Pod.Name, "pod")
            .Copy(Pod.Label(ChurningCluster.Moment), TargetSet.Moment)
            .Set("pipeline", number.ToString(CultureInfo.InvariantCulture)))
        .Scrape()
        .ForwardTo(Destinations.None["nowhere"]);

    private static Process Start(int pods, bool isPaged)
    {
        string[] sizes = [pods.ToString(CultureInfo.InvariantCulture), Changes.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Own(), "discovery-cluster", .. sizes, .. (string[])(isPaged ? ["paged"] : [])])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    // Run by its own program file, or by dotnet with the assembly.
    private static string[] Own() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(DiscoveryRuns).Assembly.Location] : [];

    private static (double Live, double Resident) Memory(Process self, bool collect)
    {
        if (collect)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        self.Refresh();
        return (GC.GetTotalMemory(forceFullCollection: false) / 1e6, self.WorkingSet64 / 1e6);
    }

    private static async Task<double> ShareAsync(Process self)
    {
        self.Refresh();
        TimeSpan worked = self.TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(s_phase);
        self.Refresh();
        return (self.TotalProcessorTime - worked) / Stopwatch.GetElapsedTime(began);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }
}
