using System.Net;

namespace PipelineDsl.Delivery;

/// <summary>OTLP over HTTP with protobuf bodies.</summary>
internal sealed class OtlpHttp(DestinationOptions options, TimeProvider time, bool compresses) : IOtlpProtocol
{
    private const string MediaType = "application/x-protobuf";
    private const string Path = "/v1/metrics";

    private readonly Uri _url = ToUrl(options.Url!);

    public int PrefixLength => 0;

    public void WritePrefix(Span<byte> body)
    {
    }

    public HttpRequestMessage CreateRequest(HttpContent body)
    {
        body.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        if (compresses)
        {
            body.Headers.TryAddWithoutValidation("Content-Encoding", OtlpProtocols.Gzip);
        }

        return new HttpRequestMessage(HttpMethod.Post, _url) { Content = body };
    }

    public async Task<SendOutcome> ReadAsync(HttpResponseMessage response, int points, CancellationToken cancellationToken)
    {
        bool isProtobuf = response.Content.Headers.ContentType?.MediaType == MediaType;
        byte[] answer = await AnswerText.ReadAsync(response, OtlpAnswer.MostBytes, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return isProtobuf ? OtlpAnswer.ReadExport(answer, points) : new SendOutcome(SendOutcomeKind.Delivered);
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
