using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Google.Protobuf;
using PipelineDsl.Testing.RemoteWrite;
using RequestV2 = PipelineDsl.Testing.RemoteWrite.V2.Request;

namespace PipelineDsl.Delivery.Tests;

/// <summary>A receiver without a network: decodes and keeps every request, and answers by script, else with 204.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly Channel<Exchange> _news = Channel.CreateUnbounded<Exchange>();

    /// <summary>Whether answers to 2.0 say how many samples were written, as they must.</summary>
    public bool SaysWritten { get; set; } = true;

    /// <summary>How many samples of each request the answers leave out.</summary>
    public int NotWritten { get; set; }

    public int HistogramsNotWritten { get; set; }

    public int ExemplarsNotWritten { get; set; }

    /// <summary>The exemplars of requests answered with 2xx, in order.</summary>
    public ReceivedExemplar[] AcceptedExemplars => [.. _exchanges.Where(exchange => exchange.Status is >= 200 and < 300).SelectMany(exchange => exchange.Content.Exemplars)];

    public Exchange[] Exchanges => [.. _exchanges];

    /// <summary>The samples of requests answered with 2xx, in order.</summary>
    public ReceivedSample[] Accepted => [.. _exchanges.Where(exchange => exchange.Status is >= 200 and < 300).SelectMany(exchange => exchange.Samples)];

    public ScriptedHandler Then(HttpStatusCode status, string body = "", string? retryAfter = null, int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            _script.Enqueue(_ =>
            {
                var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
                if (retryAfter is not null)
                {
                    response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
                }

                return Task.FromResult(response);
            });
        }

        return this;
    }

    public ScriptedHandler Then(Exception error)
    {
        _script.Enqueue(_ => Task.FromException<HttpResponseMessage>(error));
        return this;
    }

    /// <summary>Does not answer the next request, until it is given up or the returned source is set.</summary>
    public TaskCompletionSource ThenHang()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Enqueue(async cancellationToken =>
        {
            await release.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        return release;
    }

    /// <summary>Waits for the next request to come in, answered or not.</summary>
    public async Task<Exchange> NextAsync() => await Patience.Of(_news.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        bool isVersion2 = Version2RequestReader.IsVersion2(request.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null);
        (IMessage decoded, ReceivedContent content) = Decode(body, isVersion2);
        var headers = request.Headers.Concat(request.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var exchange = new Exchange(request.RequestUri!, headers, content, decoded);
        _exchanges.Enqueue(exchange);
        _news.Writer.TryWrite(exchange);
        HttpResponseMessage response = _script.TryDequeue(out Func<CancellationToken, Task<HttpResponseMessage>>? answer)
            ? await answer(cancellationToken)
            : new HttpResponseMessage(HttpStatusCode.NoContent);
        if (isVersion2 && SaysWritten)
        {
            bool isAccepted = (int)response.StatusCode is >= 200 and < 300;
            response.Headers.Add("X-Prometheus-Remote-Write-Samples-Written", $"{Math.Max(0, (isAccepted ? content.Samples.Count - content.Histograms : 0) - NotWritten)}");
            response.Headers.Add("X-Prometheus-Remote-Write-Histograms-Written", $"{Math.Max(0, (isAccepted ? content.Histograms : 0) - HistogramsNotWritten)}");
            response.Headers.Add("X-Prometheus-Remote-Write-Exemplars-Written", $"{Math.Max(0, (isAccepted ? content.Exemplars.Count : 0) - ExemplarsNotWritten)}");
        }

        exchange.Status = (int)response.StatusCode;
        return response;
    }

    // Not an error that a sender tries again: the test would wait for something that never comes.
    private static (IMessage, ReceivedContent) Decode(byte[] body, bool isVersion2)
    {
        try
        {
            if (isVersion2)
            {
                RequestV2 version2 = Version2RequestReader.Parse(body, int.MaxValue);
                return (version2, Version2RequestReader.Read(version2));
            }

            WriteRequest request = WriteRequestReader.Parse(body, int.MaxValue);
            return (request, WriteRequestReader.Read(request));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidOperationException("The request breaks the protocol.", error);
        }
    }
}
