using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>An HTTP server on loopback that says, request by request, what the test tells it.</summary>
internal sealed class ScriptedApi : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<Exchange> _exchanges = Channel.CreateUnbounded<Exchange>();
    private readonly CancellationTokenSource _stopping = new();

    private ScriptedApi()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(async context =>
        {
            var exchange = new Exchange(context);
            if (!Streams && exchange.Query.Contains("sendInitialEvents", StringComparison.Ordinal))
            {
                await exchange.AnswerAsync(422, (string)Recorded.Answer("watch-list-without-match")["body"]!.ToJsonString());
                return;
            }

            _exchanges.Writer.TryWrite(exchange);
            await exchange.Done.WaitAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
    }

    /// <summary>Whether requests for streaming lists come to the test; else they are refused, as by an old server.</summary>
    public bool Streams { get; init; }

    public Uri Url => new(_application.Urls.First());

    public static async Task<ScriptedApi> StartAsync(bool streams = false)
    {
        var api = new ScriptedApi { Streams = streams };
        await api._application.StartAsync();
        return api;
    }

    /// <summary>The next request.</summary>
    public async Task<Exchange> NextAsync() => await _exchanges.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>The next request, which must be a list.</summary>
    public async Task<Exchange> NextListAsync()
    {
        Exchange exchange = await NextAsync();
        exchange.Query.ShouldNotContain("watch=1");
        return exchange;
    }

    /// <summary>The next request, which must be a watch.</summary>
    public async Task<Exchange> NextWatchAsync()
    {
        Exchange exchange = await NextAsync();
        exchange.Query.ShouldContain("watch=1");
        return exchange;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    internal sealed class Exchange(HttpContext context)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public HttpRequest Request => context.Request;

        public string Path => context.Request.Path.Value!;

        public string Query => Uri.UnescapeDataString(context.Request.QueryString.Value!);

        public async Task AnswerAsync(int status, string body, string contentType = "application/json", string? retryAfter = null)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            await context.Response.WriteAsync(body);
            End();
        }

        /// <summary>Answers with gzip, as the server does from 128 KiB on.</summary>
        public async Task AnswerCompressedAsync(string body)
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using (var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(body));
            }

            End();
        }

        /// <summary>Sends a part of a watch and leaves it open.</summary>
        public async Task SendAsync(string text)
        {
            await context.Response.WriteAsync(text);
            await context.Response.Body.FlushAsync();
        }

        public Task OpenAsync() => context.Response.StartAsync();

        /// <summary>Ends the answer in order.</summary>
        public void End() => _done.TrySetResult();

        /// <summary>Breaks the connection.</summary>
        public void Cut()
        {
            context.Abort();
            _done.TrySetResult();
        }
    }
}
