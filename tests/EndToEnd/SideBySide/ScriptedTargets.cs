using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.EndToEnd.SideBySide;

/// <summary>Targets on one port, a path each, that give every scraper the same answers in the same order, however it is timed.</summary>
internal sealed class ScriptedTargets : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Path, string Scraper), int> _scrapes = [];

    private ScriptedTargets(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    /// <summary>Starts the targets.</summary>
    /// <param name="scripts">By path, what is answered to a scraper's scrape of a number; the first is 0.</param>
    public static async Task<ScriptedTargets> StartAsync(IReadOnlyDictionary<string, Func<int, ScriptedAnswer>> scripts)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var targets = new ScriptedTargets(app);
        app.Run(context => targets.AnswerAsync(context, scripts[context.Request.Path]));
        await app.StartAsync();
        targets.Address = new Uri(app.Urls.Single()).Authority;
        return targets;
    }

    /// <summary>How often the scraper that came least came.</summary>
    public int Scrapes(string path) => new[] { "Prometheus", "PipelineDsl" }.Min(scraper => _scrapes.GetValueOrDefault((path, scraper)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<int, ScriptedAnswer> script)
    {
        string scraper = context.Request.Headers.UserAgent.ToString().Split('/')[0];
        ScriptedAnswer answer = script(_scrapes.AddOrUpdate((context.Request.Path, scraper), 1, (_, count) => count + 1) - 1);
        if (answer.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body);
    }
}
