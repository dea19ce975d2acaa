using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl.Testing;

namespace PipelineDsl.Hosting.Tests;

public sealed class WebEndpointTests
{
    [Fact]
    public async Task A_web_host_says_how_it_is()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        await using TargetServer target = await TargetServer.StartAsync("a_total 1\n");
        await using WebApplication web = Build(receiver, target.Address, kubernetes: null);
        await web.StartAsync(TestContext.Current.CancellationToken);
        await receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Name == "a_total"), TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) };

        (await http.GetStringAsync("/-/healthy")).ShouldBe("Healthy.\n");
        (await http.GetStringAsync("/-/ready")).ShouldBe("Ready.\n");
        string metrics = await http.GetStringAsync("/metrics");

        metrics.ShouldContain("# TYPE pipelinedsl_scraping_samples_total counter");
        metrics.ShouldContain("""pipelinedsl_scraping_targets{pipeline="web"} 1""");
        metrics.ShouldContain("pipelinedsl_delivery_samples_sent_total{destination=\"archive\"}");
        metrics.ShouldContain("process_resident_memory_bytes ");
        await web.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_program_is_not_ready_before_its_discovery_has_reported()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        await using WebApplication web = Build(receiver, "127.0.0.1:1", kubernetes: "http://127.0.0.1:1");
        await web.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) };

        using HttpResponseMessage ready = await http.GetAsync("/-/ready", TestContext.Current.CancellationToken);

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("pods");
        await web.StopAsync(TestContext.Current.CancellationToken);
    }

    private static WebApplication Build(RemoteWriteReceiver receiver, string address, string? kubernetes)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Destinations:archive:Url"] = receiver.Url.ToString();
        builder.Configuration["Destinations:archive:Queue:BatchSendDeadline"] = "00:00:00.100";
        builder.AddPipeline("web", _ => Discover.Static(address).Scrape(s => s with { Interval = 1.Seconds() }).ForwardTo(new Destination("archive")));
        if (kubernetes is not null)
        {
            builder.Configuration["Kubernetes:Url"] = kubernetes;
            builder.AddPipeline("pods", _ => Discover.Pods().Scrape().ForwardTo(new Destination("archive")));
        }

        WebApplication web = builder.Build();
        web.MapPipelines();
        return web;
    }
}
