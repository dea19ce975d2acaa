using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>An application that exposes metrics on loopback, as the containers of a pod would.</summary>
internal sealed class DemoApplication : IAsyncDisposable
{
    private readonly WebApplication _web;
    private long _requests;

    private DemoApplication(string name)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.MapGet("/metrics", () => Exposition(name));
        _web.MapGet("/api/v1/metrics", () => Exposition(name));
    }

    public int Port { get; private set; }

    public static async Task<DemoApplication> StartAsync(string name)
    {
        var application = new DemoApplication(name);
        await application._web.StartAsync();
        string url = application._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        application.Port = new Uri(url).Port;
        return application;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private IResult Exposition(string name)
    {
        long requests = Interlocked.Add(ref _requests, Random.Shared.Next(20, 40));
        string text = string.Create(CultureInfo.InvariantCulture, $$"""
            # HELP {{name}}_requests_total Requests answered.
            # TYPE {{name}}_requests_total counter
            {{name}}_requests_total{code="200"} {{requests}}
            {{name}}_requests_total{code="500"} {{requests / 50}}
            # HELP {{name}}_queue_length Requests that wait.
            # TYPE {{name}}_queue_length gauge
            {{name}}_queue_length {{Random.Shared.Next(10)}}
            # HELP {{name}}_request_duration_seconds Time from request to answer.
            # TYPE {{name}}_request_duration_seconds histogram
            {{name}}_request_duration_seconds_bucket{le="0.1"} {{requests * 7 / 10}}
            {{name}}_request_duration_seconds_bucket{le="1"} {{requests * 9 / 10}}
            {{name}}_request_duration_seconds_bucket{le="+Inf"} {{requests}}
            {{name}}_request_duration_seconds_sum {{requests * 0.12}}
            {{name}}_request_duration_seconds_count {{requests}}
            # HELP go_goroutines Goroutines that exist.
            # TYPE go_goroutines gauge
            go_goroutines {{Random.Shared.Next(8, 12)}}

            """);
        return Results.Text(text, "text/plain; version=0.0.4");
    }
}
