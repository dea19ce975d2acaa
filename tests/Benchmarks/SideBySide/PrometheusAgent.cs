using PipelineDsl.Peers;

namespace PipelineDsl.Benchmarks;

/// <summary>A real Prometheus in agent mode.</summary>
internal sealed class PrometheusAgent : IAgent
{
    public const string AgentName = "prometheus";

    private string _binaries = "";

    public string Name => AgentName;

    public async Task<string> InstallAsync()
    {
        _binaries = await PeerPackages.InstallAsync("prometheus");
        return await PeerPackages.VersionAsync("prometheus");
    }

    public PeerProcess Start(Scenario scenario, Uri fleet, string folder)
    {
        string message = scenario.Protocol == 2 ? "io.prometheus.write.v2.Request" : "prometheus.WriteRequest";
        string config = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(config, $$"""
            {{PeerConfiguration.Scrape(scenario, fleet)}}
            remote_write: [{url: '{{fleet}}write', protobuf_message: {{message}}}]

            """);
        return new PeerProcess(Path.Combine(_binaries, "prometheus"),
        [
            "--agent", $"--config.file={config}", $"--storage.agent.path={folder}/data", $"--web.listen-address=127.0.0.1:{PeerProcess.FreePort()}", "--log.level=warn",
        ]);
    }
}
