using AnnotationAutodiscovery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PipelineDsl;
using PipelineDsl.Testing;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });

// A simulated cluster and a receiver inside this program, unless the configuration names yours.
if (string.IsNullOrEmpty(builder.Configuration["Destinations:metrics-service:Url"]))
{
    SimulatedCluster cluster = await SimulatedCluster.StartAsync();
    RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
    builder.Configuration["Kubernetes:Url"] = cluster.Url.ToString();
    builder.Configuration["Destinations:metrics-service:Url"] = receiver.Url.ToString();
    builder.Configuration["Destinations:metrics-service:Queue:BatchSendDeadline"] = "00:00:00.500";
    builder.Services.AddSingleton(cluster).AddSingleton(receiver).AddHostedService<DemoCluster>();
}

builder.AddPipelines();
await builder.Build().RunAsync();
