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
    private readonly TaskCompletionSource _secondRequest;

    private TargetServer(WebApplication web, Uri url, TaskCompletionSource secondRequest) =>
        (_web, Address, _secondRequest) = (web, url.Authority, secondRequest);

    /// <summary>Ends when the target is asked again: what it answered before has been read by then.</summary>
    public Task SecondRequest => _secondRequest.Task;

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public int Port => int.Parse(Address.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);

    public static Task<TargetServer> StartAsync(string exposition) =>
        StartAsync(context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(exposition);
        });

    public static async Task<TargetServer> StartAsync(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication web = builder.Build();
        var secondRequest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int requests = 0;
        web.Run(async context =>
        {
            if (Interlocked.Increment(ref requests) == 2)
            {
                secondRequest.TrySetResult();
            }

            await answer(context);
        });
        await web.StartAsync();
        return new TargetServer(web, new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), secondRequest);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
