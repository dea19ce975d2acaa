namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real node exporter on loopback that exposes, besides what it finds itself, the metrics of a text file.</summary>
internal sealed class Exporter : IAsyncDisposable
{
    private readonly PeerProcess _process;
    private readonly string _folder;

    private Exporter(PeerProcess process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>Starts an exporter.</summary>
    /// <param name="path">The path of its metrics.</param>
    /// <param name="metrics">Further metrics in the text format.</param>
    public static async Task<Exporter> StartAsync(string path, string metrics)
    {
        string binaries = await PeerInstallation.PackagesAsync();
        int port = PeerProcess.FreePort();
        string folder = Directory.CreateTempSubdirectory("exporter-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "app.prom"), metrics);
        var process = new PeerProcess(Path.Combine(binaries, "prometheus-node-exporter"),
        [
            $"--web.listen-address=127.0.0.1:{port}", $"--web.telemetry-path={path}", "--collector.disable-defaults",
            "--collector.textfile", $"--collector.textfile.directory={folder}", "--collector.loadavg",
        ]);
        using var http = new HttpClient();
        await Eventually.HoldsAsync("the exporter answers", TimeSpan.FromSeconds(30),
            async () => (await http.GetAsync($"http://127.0.0.1:{port}{path}")).IsSuccessStatusCode, () => process.Output);
        return new Exporter(process, folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
