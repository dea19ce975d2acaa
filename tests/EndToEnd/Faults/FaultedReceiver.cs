using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using PipelineDsl.Testing;
using PipelineDsl.Testing.Otlp;

namespace PipelineDsl.EndToEnd.Faults;

/// <summary>A strict receiver of remote write 1.0 and 2.0 and of OTLP over HTTP and gRPC, which fails to order and keeps account of every series.</summary>
internal sealed class FaultedReceiver : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024 * 1024;
    private const int GrpcHead = 5;
    private const int GrpcUnavailable = 14;

    private readonly WebApplication _app;
    private readonly SeriesLedger _ledger = new();
    private long _refused;
    private long _cut;

    private FaultedReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Without TLS nothing negotiates the version: each has a port.
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.MapPost("/write", context => ReceiveAsync(context, isOtlp: false));
        _app.MapPost("/v1/metrics", context => ReceiveAsync(context, isOtlp: true));
        _app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", async context =>
        {
            await ReceiveAsync(context, isOtlp: true);
            AnswerGrpc(context.Response);
        });
    }

    public Uri Url => new(_app.Urls.First());

    public Uri GrpcUrl => new(_app.Urls.Last());

    public FaultMode Fault { get; } = new();

    /// <summary>What came: samples that are new, samples that came before, and new ones that came after later ones of their series.</summary>
    public (long Distinct, long Duplicates, long OutOfOrder, int Series) Totals => _ledger.Totals;

    /// <summary>The samples in requests that were refused for good.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>The samples in requests that were taken, and whose connection was cut before the answer.</summary>
    public long Cut => Interlocked.Read(ref _cut);

    public static async Task<FaultedReceiver> StartAsync()
    {
        var receiver = new FaultedReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context, bool isOtlp)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        bool isFailed = Fault.FailsBefore(context);
        if (isFailed && context.Response.StatusCode != StatusCodes.Status400BadRequest)
        {
            // To OTLP, 500 is final; what passes is 503.
            context.Response.StatusCode = isOtlp && context.Response.StatusCode == StatusCodes.Status500InternalServerError
                ? StatusCodes.Status503ServiceUnavailable
                : context.Response.StatusCode;
            return;
        }

        bool isVersion2 = Version2RequestReader.IsVersion2(context.Request.ContentType);
        List<(string Series, long Time)> samples = isOtlp ? Points(context, body) : Samples(body.ToArray(), isVersion2);
        if (isFailed)
        {
            Interlocked.Add(ref _refused, samples.Count);
            return;
        }

        foreach ((string series, long time) in samples)
        {
            _ledger.Add(Hash(series), time);
        }

        if (await Fault.FailsAfterAsync(context))
        {
            Interlocked.Add(ref _cut, samples.Count);
            return;
        }

        if (isVersion2)
        {
            context.Response.Headers["X-Prometheus-Remote-Write-Samples-Written"] = samples.Count.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = isOtlp ? StatusCodes.Status200OK : StatusCodes.Status204NoContent;
    }

    private static List<(string, long)> Samples(byte[] body, bool isVersion2)
    {
        ReceivedContent content = isVersion2
            ? Version2RequestReader.Read(Version2RequestReader.Parse(body, MostBytes))
            : WriteRequestReader.Read(WriteRequestReader.Parse(body, MostBytes));
        return [.. content.Samples.Select(sample => (sample.Labels.ToString(), sample.Timestamp))];
    }

    private static List<(string, long)> Points(HttpContext context, MemoryStream body)
    {
        bool isGrpc = context.Request.ContentType == "application/grpc";
        body.Position = isGrpc ? GrpcHead : 0;
        bool isCompressed = isGrpc ? body.GetBuffer()[0] == 1 : context.Request.Headers.ContentEncoding == "gzip";
        using Stream message = isCompressed ? new GZipStream(body, CompressionMode.Decompress) : body;
        List<OtlpPoint> points = OtlpPoints.Of(ExportMetricsServiceRequest.Parser.ParseFrom(message));

        // Types arrive by default.
        return points.Find(point => point.Metric.EndsWith("_total", StringComparison.Ordinal) && point.Type != "sum") is { } wrong
            ? throw new InvalidDataException($"{wrong.Metric} is a counter, and came as {wrong.Type}")
            : [.. points.Select(point => (Name(point), (long)(point.Time / 1_000_000)))];
    }

    private static void AnswerGrpc(HttpResponse response)
    {
        int status = response.StatusCode switch
        {
            StatusCodes.Status200OK => 0,
            StatusCodes.Status400BadRequest => 3,
            _ => GrpcUnavailable,
        };
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
    }

    private static string Name(OtlpPoint point) => string.Join(
        ';', point.Resource.Concat(point.Attributes).OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}").Prepend(point.Metric));

    private static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }
}
