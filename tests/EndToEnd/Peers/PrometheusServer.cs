using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using IronSnappy;
using PipelineDsl.EndToEnd.RemoteRead;
using PipelineDsl.Testing.RemoteWrite;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real Prometheus that receives remote write, scrapes if it is told to, and answers PromQL.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly PeerProcess _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private PrometheusServer(PeerProcess process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        WriteUrl = new Uri(_http.BaseAddress, "api/v1/write");
    }

    public Uri WriteUrl { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="configuration">Its configuration. The default value is nothing to scrape.</param>
    public static async Task<PrometheusServer> StartAsync(string configuration = "global: {}\n")
    {
        string binaries = await PeerInstallation.PackagesAsync();
        int port = PeerProcess.FreePort();
        string folder = Directory.CreateTempSubdirectory("prometheus-").FullName;
        string config = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(config, configuration);
        var process = new PeerProcess(Path.Combine(binaries, "prometheus"),
        [
            $"--config.file={config}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}",
            "--web.enable-remote-write-receiver", "--no-storage.tsdb.wal-compression", "--enable-feature=native-histograms,exemplar-storage,metadata-wal-records", "--log.level=warn",
        ]);
        var server = new PrometheusServer(process, folder, port);
        await Eventually.HoldsAsync("Prometheus is ready", TimeSpan.FromSeconds(60),
            async () => (await server._http.GetAsync("-/ready")).IsSuccessStatusCode, () => process.Output);
        return server;
    }

    /// <summary>The series that a PromQL expression returns now, each as its labels with the value under <c>value</c>.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(string expression) => PromQl.QueryAsync(_http, "", expression);

    /// <summary>The labels that targets were discovered with, by job, of those that rules drop, too.</summary>
    public async Task<ILookup<string, IReadOnlyDictionary<string, string>>> DiscoveredAsync()
    {
        JsonNode data = (await _http.GetFromJsonAsync<JsonNode>("api/v1/targets?state=any"))!["data"]!;
        return ((string[])["activeTargets", "droppedTargets"]).SelectMany(state => data[state]!.AsArray())
            .Select(target => target!["discoveredLabels"]!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!, StringComparer.Ordinal))
            .ToLookup(labels => labels["job"], IReadOnlyDictionary<string, string> (labels) => labels, StringComparer.Ordinal);
    }

    /// <summary>The labels of the targets that rules keep, by the scrape configuration they are of.</summary>
    public async Task<ILookup<string, IReadOnlyDictionary<string, string>>> KeptAsync()
    {
        JsonNode data = (await _http.GetFromJsonAsync<JsonNode>("api/v1/targets?state=active"))!["data"]!;
        return data["activeTargets"]!.AsArray().ToLookup(
            target => (string)target!["scrapePool"]!,
            IReadOnlyDictionary<string, string> (target) => target!["labels"]!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>Everything that is stored, stale markers included.</summary>
    public async Task<IReadOnlyList<TimeSeries>> ReadAsync()
    {
        var request = new ReadRequest
        {
            Queries =
            {
                new Query
                {
                    EndTimestampMs = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(),
                    Matchers = { new LabelMatcher { Type = LabelMatcher.Types.Type.NotEqual, Name = "__name__" } },
                },
            },
        };
        using var content = new ByteArrayContent(Snappy.Encode(request.ToByteArray()));
        content.Headers.Add("Content-Type", "application/x-protobuf");
        content.Headers.Add("Content-Encoding", "snappy");
        using HttpResponseMessage answer = await _http.PostAsync("api/v1/read", content);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? [.. ReadResponse.Parser.ParseFrom(Snappy.Decode(body)).Results.Single().Timeseries]
            : throw new HttpRequestException(System.Text.Encoding.UTF8.GetString(body));
    }

    /// <summary>All exemplars, as the HTTP API has them.</summary>
    public async Task<JsonNode> ReadExemplarsAsync() =>
        (await _http.GetFromJsonAsync<JsonNode>($"api/v1/query_exemplars?query={Uri.EscapeDataString("{__name__!=\"\"}")}&start=0&end={TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}"))!;

    /// <summary>What the server wrote to its log of samples, series, exemplars and metadata, as far as it is text.</summary>
    public string WriteAheadLog() => string.Concat(Directory.GetFiles(Path.Combine(_folder, "data", "wal")).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }));

    /// <summary>What the HTTP API answers to a path.</summary>
    public async Task<string> GetAsync(string path) => await _http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
