using System.Net;

namespace PipelineDsl.Delivery;

/// <summary>OTLP over HTTP with protobuf bodies.</summary>
internal sealed class OtlpHttp(DestinationOptions options, TimeProvider time) : IDeliveryProtocol
{
    private const string MediaType = "application/x-protobuf";
    private const string Path = "/v1/metrics";

    private readonly Uri _url = ToUrl(options.Url!);

    public Batch? Restore(SpoolRecord record) => record.Format == OtlpBatch.SpoolFormat ? new OtlpBatch(record) : null;

    public ReadOnlyMemory<byte> ContentOf(Batch batch) => batch.Body[OtlpBatch.HeadLength..];

    public HttpRequestMessage CreateRequest(Batch batch, HttpContent content, int attempt)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        if (((OtlpBatch)batch).IsCompressed)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", OtlpProtocols.Gzip);
        }

        return new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
    }

    public async Task<SendOutcome> ReadAsync(Batch batch, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        bool isProtobuf = response.Content.Headers.ContentType?.MediaType == MediaType;
        byte[] answer = await AnswerText.ReadAsync(response, OtlpAnswer.MostBytes, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return isProtobuf ? OtlpAnswer.ReadExport(answer, batch.Samples) : new SendOutcome(SendOutcomeKind.Delivered);
        }

        bool isPassing = response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            || (response.StatusCode == HttpStatusCode.TooManyRequests && options.Queue.RetryOnHttp429);
        string message = isProtobuf ? OtlpAnswer.ReadStatus(answer).Message : AnswerText.Printable(answer);
        string status = $"{(int)response.StatusCode} {response.StatusCode}";
        return new SendOutcome(
            isPassing ? SendOutcomeKind.Retry : SendOutcomeKind.Rejected,
            message.Length == 0 ? status : $"{status}: {message}",
            AnswerText.RetryAfter(response, time));
    }

    private static Uri ToUrl(string url)
    {
        var builder = new UriBuilder(url);
        string path = builder.Path.TrimEnd('/');
        builder.Path = path.EndsWith(Path, StringComparison.Ordinal) ? path : path + Path;
        return builder.Uri;
    }
}
