using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PipelineDsl;
using PipelineDsl.Testing;
using Quickstart;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });

// Without a cluster of yours, a simulated one with three applications on loopback.
if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG")))
{
    SimulatedCluster cluster = await SimulatedCluster.StartAsync();
    builder.Configuration["Kubernetes:Url"] = cluster.Url.ToString();
    builder.Services.AddSingleton(cluster);
    builder.Services.AddHostedService<DemoCluster>();
}

// Without a receiver of yours, one inside this program.
if (string.IsNullOrEmpty(builder.Configuration["Destinations:metrics-service:Url"]))
{
    RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
    builder.Configuration["Destinations:metrics-service:Url"] = receiver.Url.ToString();
    builder.Services.AddSingleton(receiver);
}

// A demonstration waits for no full batch.
builder.Configuration["Destinations:metrics-service:Queue:BatchSendDeadline"] = "00:00:00.500";

builder.Logging.AddConsole(console => console.FormatterName = nameof(PlainConsole)).AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
builder.Services.AddHostedService<DeliveryRate>();
builder.AddPipelines();
await builder.Build().RunAsync();
