using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl.Testing;

namespace AnnotationAutodiscovery;

/// <summary>Puts annotated pods and a service into the simulated cluster, and says what arrives of them.</summary>
internal sealed partial class DemoCluster(SimulatedCluster cluster, RemoteWriteReceiver receiver, TimeProvider time, ILogger<DemoCluster> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using DemoApplication shop = await DemoApplication.StartAsync("shop_orders");
        await using DemoApplication old = await DemoApplication.StartAsync("old_orders");
        string port = $"{shop.Port}";

        // The service leads to the pod, which asks by itself: one target, not two.
        cluster.Apply(new SimulatedService("shop", "shop")
        {
            Annotations = { ["k8s.grafana.com/scrape"] = "true" },
            Selector = { ["app"] = "shop" },
            Ports = [new SimulatedPort(80) { TargetPort = port }],
        });
        cluster.Apply(Pod("shop-1", ("k8s.grafana.com/scrape", "true"), ("k8s.grafana.com/metrics.portNumber", port), ("k8s.grafana.com/metrics.path", "/stats")));
        cluster.Apply(Pod("old-1", ("prometheus.io/scrape", "true"), ("prometheus.io/port", $"{old.Port}")));

        // What is wrong with it is said once, in a warning.
        cluster.Apply(Pod("wrong-1", ("k8s.grafana.com/scrape", "true"), ("k8s.grafana.com/metrics.portNumber", "http")));
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(3), time);
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            foreach (string series in receiver.Samples.Select(sample => sample.Labels.ToString()).Where(text => text.Contains("_orders")).Distinct())
            {
                LogArrived(series);
            }
        }
    }

    private static SimulatedPod Pod(string name, params (string Name, string Value)[] annotations) => new(name, "shop")
    {
        Labels = { ["app"] = name.Split('-')[0], ["example.com/team"] = "blue" },
        Annotations = annotations.ToDictionary(annotation => annotation.Name, annotation => annotation.Value),
        Ip = "127.0.0.1",
        Containers = [new SimulatedContainer("app")],
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Arrives: {Series}")]
    private partial void LogArrived(string series);
}
