using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace PipelineDsl.Delivery;

/// <summary>OTLP over gRPC: an HTTP/2 request with a framed message, whose status comes in the trailers.</summary>
internal sealed class OtlpGrpc(DestinationOptions options) : IDeliveryProtocol
{
    private const string Method = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    private readonly Uri _url = new(new Uri(options.Url!), Method);
    private readonly string _timeout = ((long)options.RemoteTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m";

    public Batch? Restore(SpoolRecord record) => record.Format == OtlpBatch.SpoolFormat ? new OtlpBatch(record) : null;

    public ReadOnlyMemory<byte> ContentOf(Batch batch) => batch.Body;

    public HttpRequestMessage CreateRequest(Batch batch, HttpContent content, int attempt)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("grpc-timeout", _timeout);
        request.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity");
        if (((OtlpBatch)batch).IsCompressed)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", OtlpProtocols.Gzip);
        }

        return request;
    }

    public async Task<SendOutcome> ReadAsync(Batch batch, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // To the end: the trailers come after it.
        byte[] answer = await AnswerText.ReadAsync(response, OtlpAnswer.MostBytes, cancellationToken).ConfigureAwait(false);
        if (FindHeader(response, "grpc-status") is not { } text || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code))
        {
            return WithoutStatus(response, answer);
        }

        var status = (GrpcStatus)code;
        if (status == GrpcStatus.Ok)
        {
            return answer.Length > OtlpBatch.HeadLength && answer[0] == 0
                ? OtlpAnswer.ReadExport(answer.AsSpan(OtlpBatch.HeadLength), batch.Samples)
                : new SendOutcome(SendOutcomeKind.Delivered);
        }

        TimeSpan? retryAfter = RetryDelay(FindHeader(response, "grpc-status-details-bin"));
        bool isPassing = status is GrpcStatus.Cancelled or GrpcStatus.DeadlineExceeded or GrpcStatus.Aborted or GrpcStatus.OutOfRange
                or GrpcStatus.Unavailable or GrpcStatus.DataLoss
            || (status == GrpcStatus.ResourceExhausted && retryAfter is not null);
        string message = AnswerText.Printable(Uri.UnescapeDataString(FindHeader(response, "grpc-message") ?? ""));
        string cause = $"{code} {status}";
        return new SendOutcome(isPassing ? SendOutcomeKind.Retry : SendOutcomeKind.Rejected, message.Length == 0 ? cause : $"{cause}: {message}", retryAfter);
    }

    // Proxies answer in HTTP. What passes there is what gRPC's specification maps to Unavailable.
    private static SendOutcome WithoutStatus(HttpResponseMessage response, byte[] answer)
    {
        bool isPassing = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        string message = AnswerText.Printable(answer);
        string cause = $"the answer, {(int)response.StatusCode} {response.StatusCode}, is none of gRPC: set Protocol to http if the receiver speaks that";
        return new SendOutcome(isPassing ? SendOutcomeKind.Retry : SendOutcomeKind.Rejected, message.Length == 0 ? cause : $"{cause}: {message}");
    }

    // A server that fails at once sends the status in the headers.
    private static string? FindHeader(HttpResponseMessage response, string name) =>
        Find(response.TrailingHeaders, name) ?? Find(response.Headers, name);

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;

    private static TimeSpan? RetryDelay(string? details)
    {
        if (details is null)
        {
            return null;
        }

        // gRPC leaves the padding away.
        string padded = details.PadRight((details.Length + 3) / 4 * 4, '=');
        byte[] status = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return Convert.TryFromBase64String(padded, status, out int length) ? OtlpAnswer.ReadStatus(status.AsSpan(0, length)).RetryDelay : null;
    }
}
