using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.PackageTests;

/// <summary>An application on loopback that exposes metrics.</summary>
internal sealed class Exporter : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Exporter(WebApplication web) => _web = web;

    public int Port => new Uri(_web.Urls.Single()).Port;

    /// <summary>Starts an application.</summary>
    /// <param name="metrics">Its metrics in the text format.</param>
    public static async Task<Exporter> StartAsync(string metrics)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication web = builder.Build();
        web.MapGet("/metrics", () => Results.Text(metrics, "text/plain; version=0.0.4"));
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new Exporter(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
