namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real VictoriaMetrics that receives remote write 1.0 and OTLP and answers PromQL. Debian's Prometheus is built without its OTLP receiver.</summary>
internal sealed class VictoriaMetricsServer : IAsyncDisposable
{
    private readonly PeerProcess _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private VictoriaMetricsServer(PeerProcess process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        WriteUrl = new Uri(_http.BaseAddress, "api/v1/write");
        OtlpUrl = new Uri(_http.BaseAddress, "opentelemetry");
    }

    public Uri WriteUrl { get; }

    /// <summary>The address of the OTLP receiver, without <c>/v1/metrics</c>.</summary>
    public Uri OtlpUrl { get; }

    public static async Task<VictoriaMetricsServer> StartAsync()
    {
        string binaries = await PeerInstallation.VictoriaAsync();
        int port = PeerProcess.FreePort();
        string folder = Directory.CreateTempSubdirectory("victoria-metrics-").FullName;
        var process = new PeerProcess(Path.Combine(binaries, "victoria-metrics"),
        [
            $"-storageDataPath={folder}", $"-httpListenAddr=127.0.0.1:{port}", "-search.latencyOffset=0s", "-loggerLevel=WARN", "-memory.allowedBytes=100MB",
        ]);
        var server = new VictoriaMetricsServer(process, folder, port);
        await Eventually.HoldsAsync("VictoriaMetrics is ready", TimeSpan.FromSeconds(60),
            async () => (await server._http.GetAsync("health")).IsSuccessStatusCode, () => process.Output);
        return server;
    }

    /// <summary>The series that a PromQL expression returns now, each as its labels with the value under <c>value</c>.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(string expression) => PromQl.QueryAsync(_http, "nocache=1&", expression);

    public async Task<string> GetAsync(string path) => await _http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
