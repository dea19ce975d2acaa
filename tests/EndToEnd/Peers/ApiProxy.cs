using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>Stands before a real API server without TLS: counts what is asked, cuts connections and refuses, as load balancers do.</summary>
/// <remarks>Kubernetes 1.20 has EndpointSlices as v1beta1 only. Who asks for v1 is given them under that name; what else differs in v1 is the name of the topology.</remarks>
internal sealed class ApiProxy : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly HttpClient _server;
    private readonly ConcurrentQueue<(string Verb, string Resource, int Status)> _requests = [];
    private CancellationTokenSource _cut = new();

    private ApiProxy(WebApplication web, HttpClient server) => (_web, _server) = (web, server);

    public Uri Url => new(_web.Urls.First());

    /// <summary>Whether all requests are answered with 429 and Retry-After of a second. The default value is <see langword="false"/>.</summary>
    public bool IsThrottling { get; set; }

    /// <summary>Whether all requests are dropped without an answer. The default value is <see langword="false"/>.</summary>
    public bool IsAway { get; set; }

    public int Requests => _requests.Count;

    public static async Task<ApiProxy> StartAsync(KubernetesServer server)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication web = builder.Build();
        var proxy = new ApiProxy(web, server.Administrator);
        web.Run(proxy.ForwardAsync);
        await web.StartAsync();
        return proxy;
    }

    /// <summary>How many requests there were.</summary>
    public int Count(string verb, string resource, int status) => _requests.Count(request => request == (verb, resource, status));

    /// <summary>Breaks all connections.</summary>
    public void Cut() => Interlocked.Exchange(ref _cut, new CancellationTokenSource()).Cancel();

    /// <summary>What was asked, for the words of a failure.</summary>
    public override string ToString() => string.Join('\n', _requests.Select(request => request.ToString()));

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _web.StopAsync();
        await _web.DisposeAsync();
        _cut.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Volatile.Read(ref _cut).Token, context.RequestAborted);
        bool isWatch = context.Request.Query["watch"].ToString() is "1" or "true";
        string path = context.Request.Path.Value!;
        void Count(int status) => _requests.Enqueue((isWatch ? "watch" : "list", path[(path.LastIndexOf('/') + 1)..], status));
        if (IsAway || IsThrottling)
        {
            Count(IsAway ? 0 : 429);
            if (IsAway)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            await context.Response.WriteAsync("Too many requests, please try again later.");
            return;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path.Replace("/discovery.k8s.io/v1/", "/discovery.k8s.io/v1beta1/") + context.Request.QueryString);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using HttpResponseMessage response = await _server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Count((int)response.StatusCode);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            await CopyAsync(await response.Content.ReadAsStreamAsync(either.Token), context.Response, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            context.Abort();
        }
    }

    // A line is an event of a watch, or a whole list.
    private static async Task CopyAsync(Stream from, HttpResponse to, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(from, Encoding.UTF8);
        await to.StartAsync(cancellationToken);
        await to.Body.FlushAsync(cancellationToken);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await to.WriteAsync(
                line.Replace("discovery.k8s.io/v1beta1", "discovery.k8s.io/v1", StringComparison.Ordinal)
                    .Replace("\"topology\":{", "\"deprecatedTopology\":{", StringComparison.Ordinal) + "\n", cancellationToken);
            await to.Body.FlushAsync(cancellationToken);
        }
    }
}
