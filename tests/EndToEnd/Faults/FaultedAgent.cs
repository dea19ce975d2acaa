using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd.Faults;

/// <summary>An agent under load and its targets, as processes, and a receiver that fails to order and keeps account of every series.</summary>
internal sealed partial class FaultedAgent : IAsyncDisposable
{
    public const int Targets = 20;

    /// <summary>The samples of a scrape: what a target exposes, and five reports.</summary>
    public const int SamplesPerScrape = 205;

    /// <summary>What one second costs if it is lost.</summary>
    public const int SamplesPerRound = Targets * SamplesPerScrape;

    /// <summary>The most samples in one request.</summary>
    public const int SamplesPerRequest = 2000;

    private readonly string _data = Directory.CreateTempSubdirectory("fault-").FullName;
    private readonly HttpClient _http;
    private readonly PeerProcess _fleet;
    private readonly FaultedReceiver _receiver;
    private readonly string _protocol;
    private readonly List<string> _ended = [];
    private PeerProcess? _agent;
    private long _mostResident;

    private FaultedAgent(PeerProcess fleet, int port, FaultedReceiver receiver, string protocol) =>
        (_fleet, _http, _receiver, _protocol) = (fleet, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") }, receiver, protocol);

    /// <summary>What the agents printed.</summary>
    public string Output => string.Join('\n', [.. _ended, _agent?.Output ?? ""]);

    /// <summary>The samples that the agents said they gave up, all reasons together.</summary>
    public long Dropped => DroppedLine().Matches(Output).Sum(match => long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    /// <summary>Starts the fleet and the agent, and waits until samples arrive.</summary>
    /// <param name="protocol">1 or 2 for remote write, http or grpc for OTLP.</param>
    /// <param name="fileLimit">The largest file that the agent may write, in KiB: what a full disk does to the spool. 0 is no limit.</param>
    public static async Task<FaultedAgent> StartAsync(string protocol, int fileLimit = 0)
    {
        int port = PeerProcess.FreePort();
        PeerProcess fleet = Programs.Start("tests/LoadFleet", ["--targets", $"{Targets}", "--series", $"{SamplesPerScrape - 5}", "--port", $"{port}"]);
        var run = new FaultedAgent(fleet, port, await FaultedReceiver.StartAsync(), protocol);
        await Eventually.HoldsAsync("the fleet answers", TimeSpan.FromSeconds(60), async () => await run.StatAsync("scrapes") == 0, () => fleet.Output);
        run.StartAgent(fileLimit);
        await run.DeliverAsync(2);
        return run;
    }

    public void StartAgent(int fileLimit = 0)
    {
        string[] arguments = ["--sd", $"{_http.BaseAddress}sd", "--interval", "1", "--rules", "none", "--data", _data, "--report", "true",
            .. _protocol is "1" or "2"
                ? (string[])["--write", $"{_receiver.Url}write", "--protocol", _protocol]
                : ["--write", (_protocol == "grpc" ? _receiver.GrpcUrl : _receiver.Url).ToString(), "--Destinations:load:Type", "otlp", "--Destinations:load:Protocol", _protocol]];
        _agent = fileLimit == 0
            ? Programs.Start("tests/LoadAgent", arguments)
            : Programs.StartWithFileLimit("tests/LoadAgent", fileLimit, arguments);
    }

    /// <summary>Makes the receiver fail until the next call; <c>none</c> ends it.</summary>
    public void Fail(string mode, int amount = 0) => _receiver.Fault.Set(mode, amount);

    /// <summary>Waits until every target was scraped so many times more.</summary>
    public async Task ScrapeAsync(int rounds)
    {
        long goal = await StatAsync("scrapes") + (rounds * Targets);
        await Eventually.HoldsAsync($"{rounds} rounds were scraped", TimeSpan.FromSeconds(60 + (3 * rounds)), async () =>
        {
            _mostResident = Math.Max(_mostResident, _agent!.ResidentBytes);
            return await StatAsync("scrapes") >= goal;
        }, () => Output);
    }

    /// <summary>Waits until the samples of so many rounds more arrived.</summary>
    public async Task DeliverAsync(int rounds)
    {
        long goal = _receiver.Totals.Distinct + (rounds * SamplesPerRound);
        await Eventually.HoldsAsync($"{rounds} rounds arrived", TimeSpan.FromSeconds(90), () =>
        {
            _mostResident = Math.Max(_mostResident, _agent!.ResidentBytes);
            return Task.FromResult(_receiver.Totals.Distinct >= goal);
        }, () => Output);
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
        _mostResident = Math.Max(_mostResident, _agent!.ResidentBytes);
        await _agent.TerminateAsync(TestContext.Current.CancellationToken);
        await EndAsync();
        long scraped = await StatAsync("scrapes") * SamplesPerScrape;
        (long distinct, long duplicates, long outOfOrder, int _) = _receiver.Totals;
        var account = new Account(scraped, distinct, _receiver.Refused, Dropped, duplicates, _receiver.Cut, outOfOrder, _mostResident / 1024 / 1024);
        TestContext.Current.SendDiagnosticMessage($"{TestContext.Current.Test?.TestDisplayName}: {account}");
        TestContext.Current.TestOutputHelper?.WriteLine(account.ToString());
        return account;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _fleet.DisposeAsync();
        await _receiver.DisposeAsync();
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
    internal sealed record Account(long Scraped, long Delivered, long Refused, long Dropped, long Duplicates, long Cut, long OutOfOrder, long ResidentMegabytes)
    {
        public long Missing => Scraped - Delivered - Dropped;

        /// <summary>All arrived but for what the agent said it dropped. A scrape that was under way at the end was answered and not read.</summary>
        public void ShouldBeComplete(long lost = 0)
        {
            Missing.ShouldBeInRange(0, lost + (2 * SamplesPerScrape), ToString());
            ResidentMegabytes.ShouldBeLessThan(200, ToString());
        }

        /// <summary>Nothing lost but what a crash may cost, nothing dropped, nothing twice, everything in order.</summary>
        public void ShouldBeCompleteAndInOrder(string output, long lost = 0)
        {
            ShouldBeComplete(lost);
            Dropped.ShouldBe(0, output);
            Duplicates.ShouldBe(0, ToString());
            OutOfOrder.ShouldBe(0, ToString());
        }
    }
}
