using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd;

/// <summary>An agent under load, as a process, whose receiver fails to order and keeps account of every series.</summary>
internal sealed partial class FaultedAgent : IAsyncDisposable
{
    public const int Targets = 20;

    /// <summary>The samples of a scrape: what a target exposes, and five reports.</summary>
    public const int SamplesPerScrape = 205;

    /// <summary>What one second costs if it is lost.</summary>
    public const int SamplesPerRound = Targets * SamplesPerScrape;

    private readonly string _data = Directory.CreateTempSubdirectory("fault-").FullName;
    private readonly HttpClient _http;
    private readonly PeerProcess _fleet;
    private readonly List<string> _ended = [];
    private PeerProcess? _agent;

    private FaultedAgent(PeerProcess fleet, int port) =>
        (_fleet, _http) = (fleet, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") });

    /// <summary>What the agents printed.</summary>
    public string Output => string.Join('\n', [.. _ended, _agent?.Output ?? ""]);

    /// <summary>The samples that the agents said they gave up, all reasons together.</summary>
    public long Dropped => DroppedLine().Matches(Output).Sum(match => long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    public long ResidentBytes => _agent!.ResidentBytes;

    /// <summary>Starts the fleet and the agent, and waits until samples arrive.</summary>
    /// <param name="fileLimit">The largest file that the agent may write, in KiB: what a full disk does to the spool. 0 is no limit.</param>
    public static async Task<FaultedAgent> StartAsync(int fileLimit = 0)
    {
        int port = PeerProcess.FreePort();
        PeerProcess fleet = Programs.Start("tests/LoadFleet", ["--targets", $"{Targets}", "--series", $"{SamplesPerScrape - 5}", "--port", $"{port}", "--ledger", "true"]);
        var run = new FaultedAgent(fleet, port);
        await Eventually.HoldsAsync("the fleet answers", TimeSpan.FromSeconds(60), async () => await run.StatAsync("scrapes") == 0, () => fleet.Output);
        run.StartAgent(fileLimit);
        await run.DeliverAsync(2);
        return run;
    }

    public void StartAgent(int fileLimit = 0)
    {
        string[] arguments = ["--sd", $"{_http.BaseAddress}sd", "--write", $"{_http.BaseAddress}write", "--interval", "1", "--rules", "none", "--data", _data, "--report", "true"];
        _agent = fileLimit == 0
            ? Programs.Start("tests/LoadAgent", arguments)
            : Programs.StartWithFileLimit("tests/LoadAgent", fileLimit, arguments);
    }

    /// <summary>Makes the receiver fail until the next call; <c>none</c> ends it.</summary>
    public async Task FailAsync(string mode, int amount = 0)
    {
        using HttpResponseMessage answer = await _http.PostAsync($"fault?mode={mode}&amount={amount}", null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until every target was scraped so many times more.</summary>
    public async Task ScrapeAsync(int rounds)
    {
        long goal = await StatAsync("scrapes") + (rounds * Targets);
        await Eventually.HoldsAsync($"{rounds} rounds were scraped", TimeSpan.FromSeconds(60 + (3 * rounds)), async () => await StatAsync("scrapes") >= goal, () => Output);
    }

    /// <summary>Waits until the samples of so many rounds more arrived.</summary>
    public async Task DeliverAsync(int rounds)
    {
        long goal = await StatAsync("distinct") + (rounds * SamplesPerRound);
        await Eventually.HoldsAsync($"{rounds} rounds arrived", TimeSpan.FromSeconds(60), async () => await StatAsync("distinct") >= goal, () => Output);
    }

    /// <summary>Kills the agent as a lack of memory would.</summary>
    public async Task KillAsync() => await EndAsync();

    /// <summary>Ends the agent as the stop of a container does, and starts another without limits.</summary>
    public async Task RestartAsync()
    {
        await _agent!.TerminateAsync(TestContext.Current.CancellationToken);
        await EndAsync();
        StartAgent();
    }

    /// <summary>Ends the agent as the stop of a container does, and says what became of all samples.</summary>
    public async Task<Account> StopAsync()
    {
        long resident = ResidentBytes;
        await _agent!.TerminateAsync(TestContext.Current.CancellationToken);
        await EndAsync();
        long scraped = await StatAsync("scrapes") * SamplesPerScrape;
        var account = new Account(scraped, await StatAsync("distinct"), await StatAsync("refused"), Dropped, await StatAsync("duplicates"), await StatAsync("outOfOrder"), resident / 1024 / 1024);
        TestContext.Current.SendDiagnosticMessage($"{TestContext.Current.Test?.TestDisplayName}: {account}");
        TestContext.Current.TestOutputHelper?.WriteLine(account.ToString());
        return account;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _fleet.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [GeneratedRegex(@"^dropped (\w+) (\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex DroppedLine();

    private async Task EndAsync()
    {
        if (_agent is { } agent)
        {
            await agent.DisposeAsync();
            _ended.Add(agent.Output);
            _agent = null;
        }
    }

    private async Task<long> StatAsync(string name) =>
        (long)(await _http.GetFromJsonAsync<JsonNode>("stats", TestContext.Current.CancellationToken))![name]!;

    /// <summary>What became of the samples.</summary>
    internal sealed record Account(long Scraped, long Delivered, long Refused, long Dropped, long Duplicates, long OutOfOrder, long ResidentMegabytes)
    {
        public long Missing => Scraped - Delivered - Dropped;

        /// <summary>All arrived but for what the agent said it dropped. A scrape that was under way at the end was answered and not read.</summary>
        public void ShouldBeComplete(long lost = 0)
        {
            Missing.ShouldBeInRange(0, lost + (2 * SamplesPerScrape), ToString());
            ResidentMegabytes.ShouldBeLessThan(250, ToString());
        }
    }
}
