using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AnnotationAutodiscovery;

/// <summary>An application that exposes two metrics on loopback, as the container of a pod would.</summary>
internal sealed class DemoApplication : IAsyncDisposable
{
    private readonly WebApplication _web;

    private DemoApplication(string metric)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.MapGet("/{*path}", () => Results.Text($"{metric} 1\ngo_goroutines 7\n", "text/plain; version=0.0.4"));
    }

    public int Port => new Uri(_web.Urls.First()).Port;

    public static async Task<DemoApplication> StartAsync(string metric)
    {
        var application = new DemoApplication(metric);
        await application._web.StartAsync();
        return application;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
