using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>An HTTP server on the loopback interface that answers what it is told to.</summary>
internal sealed class TestTarget : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestTarget(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public string Body { get; set; } = "";

    public string? ContentType { get; set; } = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Answers instead of <see cref="Body"/>.</summary>
    public Func<HttpContext, Task>? Handler { get; set; }

    public ConcurrentQueue<(string Path, Dictionary<string, string> Headers)> Requests { get; } = [];

    public static async Task<TestTarget> StartAsync(string body = "", Action<HttpsConnectionAdapterOptions>? tls = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls is not null)
            {
                listen.UseHttps(tls);
            }
        }));
        WebApplication app = builder.Build();
        var target = new TestTarget(app) { Body = body };
        app.Run(target.AnswerAsync);
        await app.StartAsync();
        target.Address = new Uri(app.Urls.Single()).Authority;
        return target;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public Task StopAsync() => _app.StopAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Requests.Enqueue((target, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (Handler is { } handler)
        {
            await handler(context);
            return;
        }

        if (ContentType is { } contentType)
        {
            context.Response.Headers.ContentType = contentType;
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Body));
    }
}
