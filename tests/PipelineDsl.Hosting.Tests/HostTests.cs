using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PipelineDsl.Delivery;
using PipelineDsl.Testing;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.Hosting.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task What_was_scraped_is_delivered_before_the_host_has_stopped()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        await using TargetServer target = await TargetServer.StartAsync("a_total 1\n");

        // The first scrape of a process takes its time: with a shorter interval, and so timeout, it fails on a busy machine.
        TimeSpan interval = 3.Seconds();
        TestHost host = await TestHost.StartAsync(
            new Dictionary<string, string?>
            {
                ["Destinations:archive:Url"] = receiver.Url.ToString(),
                ["Destinations:archive:Queue:BatchSendDeadline"] = "01:00:00",
                ["Cluster:Name"] = "blue",
            },
            builder => builder.AddPipeline("one", _ => Discover.Static(target.Address).Scrape(s => s with { Interval = interval }).ForwardTo(new Destination("archive"))));
        await host.Logs.LineAsync("Information", "added", target.Address).WaitAsync(TimeSpan.FromSeconds(20));
        Task arrival = receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Name == "a_total"), TestContext.Current.CancellationToken);
        await target.SecondRequest.WaitAsync(TimeSpan.FromSeconds(20));
        arrival.IsCompleted.ShouldBeFalse();

        await host.DisposeAsync();

        await arrival.WaitAsync(TimeSpan.FromSeconds(20));
        receiver.Samples.ShouldAllBe(sample => sample.Labels["cluster"] == "blue" && sample.Labels["job"] == "one");
    }

    [Fact]
    public async Task Pipelines_with_equal_sources_share_one_watch()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        await using TestHost host = await TestHost.StartAsync(
            Configuration(receiver, cluster.Url.ToString()),
            builder =>
            {
                builder.AddPipeline("one", _ => Discover.Pods().Scrape().ForwardTo(new Destination("archive")));
                builder.AddPipeline("two", _ => Discover.Pods().Relabel(r => r.Set("a", "b")).Scrape().ForwardTo(new Destination("archive")));
            });
        await host.Logs.LineAsync("Watching pods").WaitAsync(TimeSpan.FromSeconds(20));
        cluster.Apply(new SimulatedPod("web-1", "blue") { Ip = "127.0.0.1" });

        await Task.WhenAll(host.Logs.LineAsync("added", "job=\"one\""), host.Logs.LineAsync("added", "job=\"two\"")).WaitAsync(TimeSpan.FromSeconds(20));

        host.Services.GetRequiredService<SelfMetrics>().Expose().ShouldContain("""pipelinedsl_kubernetes_requests_total{verb="watch",resource="pods",code="200"} 1""");
    }

    [Fact]
    public async Task Annotated_pods_are_scraped_as_the_configuration_says()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        Dictionary<string, string?> configuration = Configuration(receiver, cluster.Url.ToString());
        configuration["annotationAutodiscovery:annotations:preset"] = "prometheus.io";
        await using TestHost host = await TestHost.StartAsync(configuration, builder => builder.AddPipeline(
            "annotated",
            services => Discover.Annotated(services.GetRequiredService<AnnotationOptions>()).Scrape().ForwardTo(new Destination("archive"))));

        cluster.Apply(new SimulatedPod("wrong-1", "blue") { Annotations = { ["prometheus.io/scrape"] = "true", ["prometheus.io/port"] = "http" } });
        cluster.Apply(new SimulatedPod("web-1", "blue")
        {
            Ip = "127.0.0.1", Annotations = { ["prometheus.io/scrape"] = "true", ["prometheus.io/port"] = "9" },
        });

        await host.Logs.LineAsync("added http://127.0.0.1:9/metrics", "pod=\"web-1\"").WaitAsync(TimeSpan.FromSeconds(20));
        await host.Logs.LineAsync("Warning", "Pod blue/wrong-1", "prometheus.io/port").WaitAsync(TimeSpan.FromSeconds(20));
        host.Services.GetRequiredService<SelfMetrics>().Expose().ShouldContain("""pipelinedsl_kubernetes_annotation_errors{kind="pod",reason="InvalidPort"} 1""");
    }

    [Theory]
    [InlineData(null, "Destinations:archive:Url")]
    [InlineData("ftp://somewhere", "Destinations:archive:Url")]
    public async Task A_destination_that_is_not_configured_well_stops_the_start(string? url, string named)
    {
        Exception error = await Should.ThrowAsync<InvalidOperationException>(() => TestHost.StartAsync(
            new Dictionary<string, string?> { ["Destinations:archive:Url"] = url },
            builder => builder.AddPipeline("one", _ => Discover.Static("a:1").Scrape().ForwardTo(new Destination("archive")))));

        error.Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("SigV4:Region", "eu-central-1", "add the package PipelineDsl.Delivery.Aws, and call services.AddSigV4()")]
    [InlineData("AzureAd:Cloud", "AzurePublic", "add the package PipelineDsl.Delivery.Azure, and call services.AddAzureAd()")]
    [InlineData("Tls:CertFile", "/tls.crt", "Destinations:archive:Tls:Cert is set alone")]
    [InlineData("OAuth2:ClientId", "agent", "Destinations:archive:OAuth2:TokenUrl is missing")]
    [InlineData("Queue:MaxShard", "3", "'MaxShard'")]
    [InlineData("Retries", "3", "'Retries'")]
    [InlineData("RemoteTimeout", "soon", "Destinations:archive:RemoteTimeout")]
    [InlineData("Proxy:Url", "ftp://proxy", "Destinations:archive:Proxy:Url has the scheme 'ftp'")]
    public async Task What_is_wrong_with_the_way_to_a_destination_stops_the_start(string key, string value, string message)
    {
        Exception error = await Should.ThrowAsync<InvalidOperationException>(() => TestHost.StartAsync(
            new Dictionary<string, string?> { ["Destinations:archive:Url"] = "http://127.0.0.1:1/", [$"Destinations:archive:{key}"] = value },
            builder => builder.AddPipeline("one", _ => Discover.Static("a:1").Scrape().ForwardTo(new Destination("archive")))));

        error.Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_section_that_a_signer_reads_signs_the_requests_of_the_destination()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        Dictionary<string, string?> configuration = Configuration(receiver, null);
        configuration["Destinations:archive:Stamp:Text"] = "ours";
        configuration["Destinations:archive:Queue:BatchSendDeadline"] = "00:00:00.100";
        await using TestHost host = await TestHost.StartAsync(configuration, builder =>
        {
            builder.Services.AddSingleton<IRequestSignerFactory, StampFactory>();
            builder.AddPipeline("one", services => Discover.Static("127.0.0.1:1").Scrape(s => s with { Interval = 1.Seconds() })
                .ForwardTo(services.GetRequiredService<Destinations>()["archive"]));
        });

        await receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Name == "up"), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));
        receiver.Requests[0].Headers["X-Stamp"].ShouldBe("ours");
    }

    [Fact]
    public async Task A_destination_that_nobody_uses_is_mentioned()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        Dictionary<string, string?> configuration = Configuration(receiver, null);
        configuration["Destinations:attic:Url"] = "http://127.0.0.1:1/";
        await using TestHost host = await TestHost.StartAsync(configuration, builder =>
            builder.AddPipeline("one", services => Discover.Static("127.0.0.1:1").Scrape().ForwardTo(services.GetRequiredService<Destinations>()["archive"])));

        host.Logs.Lines.ShouldContain(line => line.StartsWith("Warning") && line.Contains("attic"));
    }

    private static Dictionary<string, string?> Configuration(RemoteWriteReceiver receiver, string? kubernetes) => new()
    {
        ["Destinations:archive:Url"] = receiver.Url.ToString(),
        ["Kubernetes:Url"] = kubernetes,
    };

    private sealed class StampFactory : IRequestSignerFactory
    {
        public string Section => "Stamp";

        public IRequestSigner Create(IConfigurationSection section) => new Stamp(section["Text"]!);
    }

    private sealed class Stamp(string text) : IRequestSigner
    {
        public ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Stamp", text);
            return ValueTask.CompletedTask;
        }
    }
}
