using System.Globalization;
using System.Net.Http.Json;
using PipelineDsl.Peers;

namespace PipelineDsl.Benchmarks;

/// <summary>The targets and the receiver, in a process of their own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);

    private readonly PeerProcess _process;
    private readonly HttpClient _http;

    private Fleet(PeerProcess process, Uri url) => (_process, Url, _http) = (process, url, new HttpClient { BaseAddress = url });

    public Uri Url { get; }

    public TimeSpan ProcessorTime => _process.ProcessorTime;

    public static async Task<Fleet> StartAsync(int targets, string encoding)
    {
        int port = PeerProcess.FreePort();
        PeerProcess process = Programs.Start("tests/LoadFleet",
        [
            "--targets", $"{targets}", "--series", $"{Scenario.SeriesPerTarget}", "--port", $"{port}", "--encoding", encoding,
        ]);
        var fleet = new Fleet(process, new Uri($"http://127.0.0.1:{port}/"));
        using var limit = new CancellationTokenSource(s_startLimit);
        while (true)
        {
            try
            {
                await fleet.ReadAsync();
                return fleet;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(200, limit.Token);
            }
        }
    }

    /// <summary>How many series of a target rules keep.</summary>
    public async Task<int> KeptAsync(string rules) => int.Parse(await _http.GetStringAsync($"kept?rules={rules}"), CultureInfo.InvariantCulture);

    /// <summary>What was scraped and received until now.</summary>
    public async Task<FleetCounts> ReadAsync() => (await _http.GetFromJsonAsync<FleetCounts>("stats"))!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
