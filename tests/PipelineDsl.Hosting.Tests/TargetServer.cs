using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Hosting.Tests;

/// <summary>A target on loopback that answers as a test wants.</summary>
internal sealed class TargetServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly TaskCompletionSource _firstRequest;

    private TargetServer(WebApplication web, Uri url, TaskCompletionSource firstRequest) =>
        (_web, Address, _firstRequest) = (web, url.Authority, firstRequest);

    /// <summary>Ends when the target has answered for the first time.</summary>
    public Task FirstRequest => _firstRequest.Task;

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public int Port => int.Parse(Address.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);

    public static Task<TargetServer> StartAsync(string exposition) =>
        StartAsync(context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(exposition);
        });

    public static async Task<TargetServer> StartAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication web = builder.Build();
        var firstRequest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        web.Run(async context =>
        {
            context.Response.OnCompleted(() => Task.FromResult(firstRequest.TrySetResult()));
            await answer(context);
        });
        await web.StartAsync();
        return new TargetServer(web, new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), firstRequest);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
