using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd;

/// <summary>The agent that benchmarks run keeps up with its fleet and delivers all of it.</summary>
public sealed class LoadTests
{
    private const int Targets = 100;
    private const int Series = 2000;
    private const int IntervalSeconds = 2;
    private const int Rounds = 6;

    [Fact]
    public async Task A_hundred_targets_of_two_thousand_series_are_fully_delivered()
    {
        int port = PeerProcess.FreePort();
        string data = Directory.CreateTempSubdirectory("load-").FullName;
        await using PeerProcess fleet = Programs.Start("tests/LoadFleet", ["--targets", $"{Targets}", "--series", $"{Series}", "--port", $"{port}"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await Eventually.HoldsAsync("the fleet answers", TimeSpan.FromSeconds(30), async () => await StatAsync(http, "scrapes") == 0, () => fleet.Output);
        await using PeerProcess agent = Programs.Start("tests/LoadAgent",
            ["--sd", $"{http.BaseAddress}sd", "--write", $"{http.BaseAddress}write", "--interval", $"{IntervalSeconds}", "--rules", "none", "--data", data]);

        TimeSpan took = await Eventually.HoldsAsync("every target was scraped in every round", TimeSpan.FromSeconds((Rounds + 3) * IntervalSeconds),
            async () => await StatAsync(http, "scrapes") >= Targets * Rounds, () => agent.Output);
        await agent.TerminateAsync(TestContext.Current.CancellationToken);

        long scrapes = await StatAsync(http, "scrapes");
        long lost = scrapes * (Series + 5) - await StatAsync(http, "received");
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{scrapes} scrapes in {took.TotalSeconds:F1} s, {lost} samples not delivered, {agent.Output}"));

        // A scrape that was under way at the end was answered and not read.
        lost.ShouldBeInRange(0, 4 * (Series + 5), agent.Output);
        agent.Output.ShouldBe("");
        Directory.Delete(data, recursive: true);
    }

    private static async Task<long> StatAsync(HttpClient http, string name) =>
        (long)(await http.GetFromJsonAsync<JsonNode>("stats", TestContext.Current.CancellationToken))![name]!;
}
