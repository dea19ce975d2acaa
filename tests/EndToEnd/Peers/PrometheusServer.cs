using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real Prometheus that receives remote write and answers PromQL.</summary>
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

    public static async Task<PrometheusServer> StartAsync()
    {
        string binaries = await PeerInstallation.PackagesAsync();
        int port = PeerProcess.FreePort();
        string folder = Directory.CreateTempSubdirectory("prometheus-").FullName;
        string config = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(config, "global: {}\n");
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
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(string expression)
    {
        JsonNode answer = (await _http.GetFromJsonAsync<JsonNode>("api/v1/query?query=" + Uri.EscapeDataString(expression)))!;
        return [.. answer["data"]!["result"]!.AsArray().Select(Series)];
    }

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

    private static Dictionary<string, string> Series(JsonNode? result)
    {
        var series = result!["metric"]!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!, StringComparer.Ordinal);
        series["value"] = (string)result["value"]![1]!;
        return series;
    }
}
