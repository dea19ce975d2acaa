using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>A Prometheus remote-write receiver, of 1.0 and 2.0, on loopback that keeps what it gets, and fails to order.</summary>
/// <remarks>It is strict: it answers 400 to a series whose labels are unsorted, repeated, empty or without <c>__name__</c>.</remarks>
/// <example>
/// <code>
/// await using var receiver = await RemoteWriteReceiver.StartAsync();
/// // run a pipeline whose destination has the address receiver.Url
/// await receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Name == "up"), cancellationToken);
/// </code>
/// </example>
public sealed class RemoteWriteReceiver : IAsyncDisposable
{
    private const string Path = "/api/v1/write";

    private readonly WebApplication _app;
    private readonly RemoteWriteReceiverOptions _options;
    private readonly ReceivedData _data;
    private readonly FaultPlan _faults = new();

    private RemoteWriteReceiver(RemoteWriteReceiverOptions options)
    {
        _options = options;
        _data = new ReceivedData(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes);
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The address to send to: <c>http://127.0.0.1:&lt;port&gt;/api/v1/write</c>.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The number of samples accepted.</summary>
    public long SamplesReceived => _data.SamplesReceived;

    /// <summary>The number of requests, accepted or not.</summary>
    public long RequestsReceived => _data.RequestsReceived;

    /// <summary>A copy of the samples accepted: all in the order they came, or the latest of each series
    /// (<see cref="RemoteWriteReceiverOptions.LatestOnly"/>).</summary>
    public IReadOnlyList<ReceivedSample> Samples => _data.Samples();

    /// <summary>A copy of the exemplars accepted, in the order they came; with <see cref="RemoteWriteReceiverOptions.LatestOnly"/> the latest, as
    /// many as <see cref="RemoteWriteReceiverOptions.MaxRequests"/>.</summary>
    public IReadOnlyList<ReceivedExemplar> Exemplars => _data.Exemplars();

    /// <summary>A copy of the metadata accepted, the latest of each name: that of the metric in 1.0, that of the series in 2.0.</summary>
    public IReadOnlyList<MetricMetadata> Metadata => _data.Metadata();

    /// <summary>A copy of the latest requests, in the order they were answered.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _data.Requests();

    /// <summary>Starts a receiver.</summary>
    /// <param name="options">How it listens and what it keeps. The default value is <see langword="null"/>: a free port, everything kept.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RemoteWriteReceiver> StartAsync(
        RemoteWriteReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        var receiver = new RemoteWriteReceiver(options ?? new RemoteWriteReceiverOptions());
        try
        {
            await receiver._app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        receiver.Url = new Uri(new Uri(receiver._app.Urls.First()), Path);
        return receiver;
    }

    /// <summary>Answers the next requests with a status of your choice; their samples are not kept unless it is 2xx.</summary>
    /// <remarks>Faults are used up in the order they were ordered; then requests are accepted again.</remarks>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The answer's text.</param>
    /// <param name="times">How many requests are answered so.</param>
    /// <param name="retryAfter">The header <c>Retry-After</c>: seconds or a date.</param>
    public void RespondWith(int status, string body = "", int times = 1, string? retryAfter = null) =>
        _faults.Add(new Fault(status, body, retryAfter), times);

    /// <summary>Cuts the connection under the next requests, after reading them; nothing of them is kept.</summary>
    /// <param name="times">How many requests.</param>
    public void CutConnection(int times = 1) => _faults.Add(new Fault(0, "", null), times);

    /// <summary>Accepts requests again: forgets the faults not used up.</summary>
    public void Recover() => _faults.Clear();

    /// <summary>Forgets samples and requests; the counters go on.</summary>
    public void Clear() => _data.Clear();

    /// <summary>Waits until something is true of this receiver: asked at once, then after every request.</summary>
    /// <param name="predicate">What to wait for, such as <c>r => r.SamplesReceived >= 10</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public async Task WaitForAsync(Func<RemoteWriteReceiver, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await _data.Signal.WaitUntilAsync(() => predicate(this), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != Path || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        bool isVersion2 = Version2RequestReader.IsVersion2(context.Request.ContentType);
        Fault answer = Judge(body.GetBuffer().AsSpan(0, (int)body.Length), isVersion2, out ReceivedContent content);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

        // Kept before it is answered: a sender that has its answer finds its samples here.
        _data.Add(new ReceivedRequest(answer.Status, headers, content.Samples.Count), answer.Status is >= 200 and < 300 ? content : new ReceivedContent());
        if (answer.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (isVersion2)
        {
            ReceivedContent written = answer.Status is >= 200 and < 300 ? content : new ReceivedContent();
            SetWritten(context.Response, "Samples", written.Samples.Count - written.Histograms);
            SetWritten(context.Response, "Histograms", written.Histograms);
            SetWritten(context.Response, "Exemplars", written.Exemplars.Count);
        }

        if (answer.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        if (answer.Body.Length > 0)
        {
            await context.Response.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static void SetWritten(HttpResponse response, string what, int count) =>
        response.Headers[$"X-Prometheus-Remote-Write-{what}-Written"] = count.ToString(CultureInfo.InvariantCulture);

    private Fault Judge(ReadOnlySpan<byte> body, bool isVersion2, out ReceivedContent content)
    {
        content = new ReceivedContent();
        if (isVersion2 && !_options.AcceptsVersion2)
        {
            return new Fault(StatusCodes.Status415UnsupportedMediaType, "this receiver knows prometheus.WriteRequest only", null);
        }

        try
        {
            content = isVersion2
                ? Version2RequestReader.Read(Version2RequestReader.Parse(body, _options.MaxRequestBytes))
                : WriteRequestReader.Read(WriteRequestReader.Parse(body, _options.MaxRequestBytes));
        }
        catch (InvalidDataException error)
        {
            return new Fault(StatusCodes.Status400BadRequest, error.Message, null);
        }

        return _faults.Next() ?? new Fault(StatusCodes.Status204NoContent, "", null);
    }
}
