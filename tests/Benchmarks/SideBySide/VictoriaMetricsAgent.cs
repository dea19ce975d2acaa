using PipelineDsl.Peers;

namespace PipelineDsl.Benchmarks;

/// <summary>A real vmagent. It knows no remote write 2.0, and sends 1.0 instead.</summary>
internal sealed class VictoriaMetricsAgent : IAgent
{
    public const string AgentName = "vmagent";

    private string _binaries = "";

    public string Name => AgentName;

    public async Task<string> InstallAsync()
    {
        _binaries = await PeerPackages.InstallAsync("victoria-metrics");
        return await PeerPackages.VersionAsync("victoria-metrics");
    }

    public PeerProcess Start(Scenario scenario, Uri fleet, string folder)
    {
        string config = Path.Combine(folder, "scrape.yml");
        File.WriteAllText(config, PeerConfiguration.Scrape(scenario, fleet));
        return new PeerProcess(Path.Combine(_binaries, "vmagent"),
        [
            $"-promscrape.config={config}", $"-remoteWrite.url={fleet}write", "-remoteWrite.forcePromProto", $"-remoteWrite.tmpDataPath={folder}/data",
            $"-httpListenAddr=127.0.0.1:{PeerProcess.FreePort()}", "-loggerLevel=WARN",
        ]);
    }
}
