using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using PipelineDsl.Testing.Otlp;

namespace PipelineDsl.Testing;

/// <summary>An OTLP receiver of metrics, by gRPC and by HTTP, on loopback that keeps what it gets, and fails to order.</summary>
/// <example>
/// <code>
/// await using var receiver = await OtlpReceiver.StartAsync();
/// // run a pipeline with a destination of the type otlp and the address receiver.GrpcUrl
/// await receiver.WaitForAsync(r => r.Points.Any(point => point.Metric == "up"), cancellationToken);
/// </code>
/// </example>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private const string GrpcPath = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private const string HttpPath = "/v1/metrics";
    private const string MediaType = "application/x-protobuf";

    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<ExportMetricsServiceRequest> _exports = [];
    private readonly List<OtlpPoint> _points = [];
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Queue<OtlpFault> _faults = new();
    private readonly RequestSignal _signal = new();

    private OtlpReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Without TLS nothing negotiates the version: each has a port.
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The address for gRPC: <c>http://127.0.0.1:&lt;port&gt;</c>.</summary>
    public Uri GrpcUrl { get; private set; } = null!;

    /// <summary>The address for HTTP, without the path <c>/v1/metrics</c>: <c>http://127.0.0.1:&lt;port&gt;</c>.</summary>
    public Uri HttpUrl { get; private set; } = null!;

    /// <summary>A copy of the data points accepted, in the order they came.</summary>
    public IReadOnlyList<OtlpPoint> Points => Copy(_points);

    /// <summary>A copy of the requests, in the order they were answered; the status of gRPC, where 0 is good, or of HTTP.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => Copy(_requests);

    internal IReadOnlyList<ExportMetricsServiceRequest> Exports => Copy(_exports);

    /// <summary>Starts a receiver.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken = default)
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync(cancellationToken).ConfigureAwait(false);
        Uri[] urls = [.. receiver._app.Urls.Select(url => new Uri(url))];
        (receiver.GrpcUrl, receiver.HttpUrl) = (urls[0], urls[1]);
        return receiver;
    }

    /// <summary>Answers the next request over HTTP with a status of your choice; its points are not kept.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The answer's text.</param>
    /// <param name="retryAfter">The header <c>Retry-After</c>: seconds or a date.</param>
    public void RespondWith(int status, string body = "", string? retryAfter = null) => Order(new(status, body, retryAfter, null, 0));

    /// <summary>Answers the next request over gRPC with a status of your choice; its points are not kept.</summary>
    /// <param name="status">The status, such as 14, unavailable.</param>
    /// <param name="message">The status' message.</param>
    /// <param name="retryDelay">How long the status asks to wait, as <c>RetryInfo</c>. The default value is <see langword="null"/>: it does not.</param>
    public void RespondWithGrpc(int status, string message = "", TimeSpan? retryDelay = null) =>
        Order(new(status, message, null, retryDelay, 0));

    /// <summary>Takes the next request, but says that points of it were rejected.</summary>
    /// <param name="rejected">How many.</param>
    /// <param name="message">Why.</param>
    public void RejectPoints(long rejected, string message) => Order(new(0, message, null, null, rejected));

    /// <summary>Waits until something is true of this receiver: asked at once, then after every request.</summary>
    /// <param name="predicate">What to wait for, such as <c>r => r.Points.Count >= 10</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public async Task WaitForAsync(Func<OtlpReceiver, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await _signal.WaitUntilAsync(() => predicate(this), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context)
    {
        bool isGrpc = context.Request.Path == GrpcPath;
        if ((!isGrpc && context.Request.Path != HttpPath) || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        ExportMetricsServiceRequest export;
        try
        {
            export = isGrpc ? ReadGrpc(context.Request, body.ToArray()) : ReadHttp(context.Request, body.ToArray());
        }
        catch (Exception error) when (error is InvalidDataException or InvalidProtocolBufferException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(error.Message, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        OtlpFault? fault = Keep(export, isGrpc, context.Request.Headers);
        await (isGrpc ? AnswerGrpcAsync(context.Response, fault) : AnswerHttpAsync(context.Response, fault)).ConfigureAwait(false);
    }

    // Kept before it is answered: a sender that has its answer finds its points here.
    private OtlpFault? Keep(ExportMetricsServiceRequest export, bool isGrpc, IHeaderDictionary headers)
    {
        List<OtlpPoint> points = OtlpPoints.Of(export);
        OtlpFault? fault;
        lock (_gate)
        {
            fault = _faults.TryDequeue(out OtlpFault? next) ? next : null;
            int status = fault is { Rejected: 0 } ? fault.Status : isGrpc ? 0 : StatusCodes.Status200OK;
            _requests.Add(new ReceivedRequest(
                status, headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), points.Count));
            if (fault is null or { Rejected: > 0 })
            {
                _exports.Add(export);
                _points.AddRange(points);
            }
        }

        _signal.Raise();
        return fault;
    }

    private static async Task AnswerHttpAsync(HttpResponse response, OtlpFault? fault)
    {
        if (fault is { Rejected: 0 })
        {
            response.StatusCode = fault.Status;
            if (fault.RetryAfter is { } retryAfter)
            {
                response.Headers.RetryAfter = retryAfter;
            }

            await response.WriteAsync(fault.Message).ConfigureAwait(false);
            return;
        }

        response.ContentType = MediaType;
        await response.Body.WriteAsync(ToResponse(fault).ToByteArray()).ConfigureAwait(false);
    }

    private static async Task AnswerGrpcAsync(HttpResponse response, OtlpFault? fault)
    {
        response.ContentType = "application/grpc";
        if (fault is not { Rejected: 0 })
        {
            byte[] message = ToResponse(fault).ToByteArray();
            byte[] frame = new byte[5 + message.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
            message.CopyTo(frame, 5);
            await response.Body.WriteAsync(frame).ConfigureAwait(false);
            response.AppendTrailer("grpc-status", "0");
            return;
        }

        await response.StartAsync().ConfigureAwait(false);
        response.AppendTrailer("grpc-status", fault.Status.ToString(CultureInfo.InvariantCulture));
        response.AppendTrailer("grpc-message", Uri.EscapeDataString(fault.Message));
        if (fault.RetryDelay is { } delay)
        {
            response.AppendTrailer("grpc-status-details-bin", Convert.ToBase64String(OtlpFault.Details(fault.Status, delay)).TrimEnd('='));
        }
    }

    private static ExportMetricsServiceResponse ToResponse(OtlpFault? fault) => fault is null
        ? new()
        : new() { PartialSuccess = new() { RejectedDataPoints = fault.Rejected, ErrorMessage = fault.Message } };

    private static ExportMetricsServiceRequest ReadGrpc(HttpRequest request, byte[] body)
    {
        if (body.Length < 5 || BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)) != body.Length - 5)
        {
            throw new InvalidDataException("the frame does not have the length it says");
        }

        bool isCompressed = body[0] == 1;
        return Read(body.AsMemory(5), isCompressed && request.Headers["grpc-encoding"] == "gzip");
    }

    private static ExportMetricsServiceRequest ReadHttp(HttpRequest request, byte[] body) => request.ContentType == MediaType
        ? Read(body, request.Headers.ContentEncoding == "gzip")
        : throw new InvalidDataException($"the content type is {request.ContentType}, not {MediaType}");

    private static ExportMetricsServiceRequest Read(ReadOnlyMemory<byte> body, bool isCompressed)
    {
        if (!isCompressed)
        {
            return ExportMetricsServiceRequest.Parser.ParseFrom(body.Span);
        }

        using var gzip = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        return ExportMetricsServiceRequest.Parser.ParseFrom(gzip);
    }

    private void Order(OtlpFault fault)
    {
        lock (_gate)
        {
            _faults.Enqueue(fault);
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
