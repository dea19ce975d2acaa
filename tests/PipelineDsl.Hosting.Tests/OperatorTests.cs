using System.Text.Json.Nodes;
using PipelineDsl.Testing;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.Hosting.Tests;

public sealed class OperatorTests
{
    [Fact]
    public async Task A_pod_monitor_is_scraped_and_its_metric_rules_leave_up_alone()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        await using TargetServer target = await TargetServer.StartAsync("a_total 1\nb_total 2\n");
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("web-1", "shop")
        {
            Ip = "127.0.0.1",
            Labels = { ["app"] = "web" },
            Containers = [new("app", new SimulatedPort(target.Port, "http"))],
        });
        cluster.Apply(JsonNode.Parse(
            """
            {
              "apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor",
              "metadata": { "name": "web", "namespace": "shop" },
              "spec": {
                "selector": { "matchLabels": { "app": "web" } },
                "podMetricsEndpoints": [{
                  "port": "http", "interval": "1s",
                  "metricRelabelings": [{ "sourceLabels": ["__name__"], "regex": "a_total", "action": "keep" }]
                }]
              }
            }
            """)!.AsObject());
        Task arrival = receiver.WaitForAsync(
            r => r.Samples.Any(sample => sample.Name == "a_total") && r.Samples.Any(sample => sample.Name == "up"), TestContext.Current.CancellationToken);
        await using TestHost host = await TestHost.StartAsync(
            new Dictionary<string, string?> { ["Destinations:archive:Url"] = receiver.Url.ToString(), ["Kubernetes:Url"] = cluster.Url.ToString() },
            builder => builder.AddPipeline("pods", _ => Discover.PodMonitors().Scrape().ForwardTo(new Destination("archive"))));

        await arrival.WaitAsync(TimeSpan.FromSeconds(20));
        receiver.Samples.ShouldNotContain(sample => sample.Name == "b_total");
        receiver.Samples.ShouldAllBe(sample => sample.Labels["job"] == "shop/web" && sample.Labels["pod"] == "web-1" && sample.Labels["endpoint"] == "http");
    }

    [Fact]
    public async Task A_service_monitor_finds_the_addresses_behind_its_services()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        await using TargetServer target = await TargetServer.StartAsync("a_total 1\n");
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedService("web", "shop") { Labels = { ["app"] = "web" }, Ports = [new(80, "http")] });
        cluster.Apply(JsonNode.Parse(
            $$"""
            {
              "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
              "metadata": { "name": "web-1", "namespace": "shop", "labels": { "kubernetes.io/service-name": "web" } },
              "endpoints": [{ "addresses": ["127.0.0.1"], "conditions": { "ready": true } }],
              "ports": [{ "name": "http", "port": {{target.Port}}, "protocol": "TCP" }]
            }
            """)!.AsObject());
        cluster.Apply(JsonNode.Parse(
            """
            {
              "apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor",
              "metadata": { "name": "web", "namespace": "shop" },
              "spec": { "selector": { "matchLabels": { "app": "web" } }, "endpoints": [{ "port": "http", "interval": "1s" }] }
            }
            """)!.AsObject());
        Task arrival = receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Name == "a_total"), TestContext.Current.CancellationToken);
        await using TestHost host = await TestHost.StartAsync(
            new Dictionary<string, string?> { ["Destinations:archive:Url"] = receiver.Url.ToString(), ["Kubernetes:Url"] = cluster.Url.ToString() },
            builder => builder.AddPipeline("services", _ => Discover.ServiceMonitors().Scrape().ForwardTo(new Destination("archive"))));

        await arrival.WaitAsync(TimeSpan.FromSeconds(20));
        receiver.Samples.ShouldAllBe(sample => sample.Labels["job"] == "web" && sample.Labels["service"] == "web" && sample.Labels["namespace"] == "shop");
    }
}
