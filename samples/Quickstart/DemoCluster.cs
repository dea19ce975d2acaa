using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl.Testing;

namespace Quickstart;

/// <summary>Runs three applications, makes pods of them in the simulated cluster, and lets one more pod come and go.</summary>
internal sealed partial class DemoCluster(SimulatedCluster cluster, TimeProvider time, ILogger<DemoCluster> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using DemoApplication processor = await DemoApplication.StartAsync("processor");
        await using DemoApplication archive = await DemoApplication.StartAsync("archive");
        await using DemoApplication database = await DemoApplication.StartAsync("database");
        LogStarted(cluster.Url);
        cluster.Apply(Pod("analysis-1", "images", processor));
        cluster.Apply(Pod("archive-1", "images", archive));
        SimulatedPod db = Pod("db-1", "blue", database);
        db.Annotations["k8s.grafana.com/scrape"] = "true";
        cluster.Apply(db);
        SimulatedPod guest = Pod("analysis-2", "images", processor);
        while (true)
        {
            await Task.Delay(s_pause, time, stoppingToken);
            LogAction("analysis-2 comes");
            cluster.Apply(guest);
            await Task.Delay(s_pause, time, stoppingToken);
            LogAction("analysis-2 goes");
            cluster.Delete(guest);
        }
    }

    private static SimulatedPod Pod(string name, string ns, DemoApplication application) => new(name, ns)
    {
        Labels = { ["system.component"] = "image" },
        Ip = "127.0.0.1",
        Containers = [new SimulatedContainer("app", new SimulatedPort(application.Port, "metrics"))],
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Simulated cluster at {Url}: pods analysis-1 and archive-1 in images, db-1 in blue")]
    private partial void LogStarted(Uri url);

    [LoggerMessage(Level = LogLevel.Information, Message = "Simulated cluster: pod {Action}")]
    private partial void LogAction(string action);
}
