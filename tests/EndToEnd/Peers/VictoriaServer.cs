namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real single-node VictoriaMetrics that receives remote write 1.0.</summary>
internal sealed class VictoriaServer : IAsyncDisposable
{
    private readonly PeerProcess _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private VictoriaServer(PeerProcess process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        WriteUrl = new Uri(_http.BaseAddress, "api/v1/write");
    }

    public Uri WriteUrl { get; }

    public static async Task<VictoriaServer> StartAsync()
    {
        string binaries = await PeerInstallation.VictoriaAsync();
        int port = PeerProcess.FreePort();
        string folder = Directory.CreateTempSubdirectory("victoria-").FullName;
        var process = new PeerProcess(Path.Combine(binaries, "victoria-metrics"),
            [$"-storageDataPath={folder}/data", $"-httpListenAddr=127.0.0.1:{port}", "-loggerLevel=WARN", "-search.latencyOffset=0s", "-memory.allowedBytes=100MB"]);
        var server = new VictoriaServer(process, folder, port);
        await Eventually.HoldsAsync("VictoriaMetrics is healthy", TimeSpan.FromSeconds(60),
            async () => (await server._http.GetAsync("health")).IsSuccessStatusCode, () => process.Output);
        return server;
    }

    public async Task<string> GetAsync(string path) => await _http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
