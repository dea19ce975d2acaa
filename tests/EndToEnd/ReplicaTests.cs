using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd;

/// <summary>Three processes share a fleet through the leases of a real API server; the targets themselves count who comes.</summary>
public sealed class ReplicaTests(ClusterFixture cluster)
{
    private const int Targets = 300;
    private const int Series = 20;
    private const int IntervalSeconds = 6;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(IntervalSeconds);

    // Less than the interval, by more than the time in which a change is heard of: a dead replica's targets miss one scrape at most.
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Killing_adding_and_rolling_replicas_leaves_no_gap_and_no_double_scraping()
    {
        KubernetesServer kubernetes = await cluster.ServerAsync();
        int port = PeerProcess.FreePort();
        await using PeerProcess fleet = Programs.Start("tests/LoadFleet", ["--targets", $"{Targets}", "--series", $"{Series}", "--port", $"{port}", "--record", "true"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await Eventually.HoldsAsync("the fleet answers", TimeSpan.FromSeconds(30), async () => (await ReadAsync(http)).Count == Targets, () => fleet.Output);

        await using var replicas = new ReplicaSet(kubernetes.KubeConfig, http.BaseAddress, s_interval, s_lease);
        await Task.WhenAll(replicas.StartAsync("a"), replicas.StartAsync("b"), replicas.StartAsync("c"));
        await Eventually.HoldsAsync("every target is scraped", TimeSpan.FromSeconds(60),
            async () => (await ReadAsync(http)).Scrapes.All(scrapes => scrapes.Length > 0), replicas.ToString);

        ScrapeTimes beforeKill = await ReadAsync(http);
        await replicas.KillAsync("b");
        await Task.Delay(3 * s_interval, TestContext.Current.CancellationToken);
        ScrapeTimes afterKill = await ReadAsync(http);

        await replicas.StartAsync("d");
        await Task.Delay(2 * s_interval, TestContext.Current.CancellationToken);
        ScrapeTimes afterJoin = await ReadAsync(http);

        foreach (string name in (string[])["a", "c", "d"])
        {
            await replicas.TerminateAsync(name);
            await replicas.StartAsync(name + "-2");
            await Task.Delay(s_interval, TestContext.Current.CancellationToken);
        }

        await Task.Delay(s_interval, TestContext.Current.CancellationToken);
        ScrapeTimes afterRoll = await ReadAsync(http);
        long stale = (long)(await http.GetFromJsonAsync<JsonNode>("stats", TestContext.Current.CancellationToken))!["stale"]!;

        string figures = string.Join('\n',
        [
            Describe("kill", beforeKill.Now, afterKill),
            Describe("join", afterKill.Now, afterJoin),
            Describe("roll", afterJoin.Now, afterRoll),
            $"{afterRoll.Doubles(s_interval)} scrapes too many of {afterRoll.Scrapes.Sum(s => s.Length)}, {stale} stale markers",
        ]);
        TestContext.Current.SendDiagnosticMessage(figures);

        // A missed scrape is a gap of two intervals; half of one more is what timers on a busy machine may add.
        afterRoll.LongestGap.ShouldBeLessThan(2.5 * s_interval, $"{figures}\n{replicas}");
        afterRoll.LongestDoubling(s_interval).ShouldBeLessThanOrEqualTo(1, $"{figures}\n{replicas}");
        stale.ShouldBe(0, figures);
    }

    private static string Describe(string phase, TimeSpan since, ScrapeTimes times) => string.Create(CultureInfo.InvariantCulture,
        $"{phase}: longest gap {times.LongestGapSince(since).TotalSeconds:F2} s, {times.Missed(since, 1.5 * s_interval)} of {times.Count} targets missed a scrape");

    private static async Task<ScrapeTimes> ReadAsync(HttpClient http) =>
        new((await http.GetFromJsonAsync<JsonNode>("scrapes", TestContext.Current.CancellationToken))!);
}
