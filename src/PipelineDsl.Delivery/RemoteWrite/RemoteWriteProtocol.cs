using System.Globalization;
using System.Net;

namespace PipelineDsl.Delivery;

/// <summary>Remote write 1.0 and 2.0.</summary>
internal sealed class RemoteWriteProtocol(DestinationOptions options, NegotiatedVersion version, TimeProvider time) : IDeliveryProtocol
{
    private readonly Uri _url = new(options.Url!);

    public Batch? Restore(SpoolRecord record) =>
        record.Format is (int)RemoteWriteVersion.One or (int)RemoteWriteVersion.Two ? new RemoteWriteBatch(record) : null;

    public ReadOnlyMemory<byte> ContentOf(Batch batch) => batch.Body;

    public HttpRequestMessage CreateRequest(Batch batch, HttpContent content, int attempt)
    {
        bool isVersion2 = IsVersion2(batch);
        content.Headers.TryAddWithoutValidation("Content-Type", isVersion2 ? RemoteWriteHeaders.ContentType2 : RemoteWriteHeaders.ContentType);
        content.Headers.TryAddWithoutValidation("Content-Encoding", RemoteWriteHeaders.ContentEncoding);
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        request.Headers.TryAddWithoutValidation(
            RemoteWriteHeaders.ProtocolVersion, isVersion2 ? RemoteWriteHeaders.ProtocolVersion2 : RemoteWriteHeaders.ProtocolVersion1);
        if (attempt > 0)
        {
            request.Headers.TryAddWithoutValidation(RemoteWriteHeaders.RetryAttempt, attempt.ToString(CultureInfo.InvariantCulture));
        }

        return request;
    }

    public bool IsTooNew(Batch batch) => batch.Format > (int)version.Current;

    public bool FallBack() => version.FallBack();

    public async Task<SendOutcome> ReadAsync(Batch batch, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        bool isVersion2 = IsVersion2(batch);
        WrittenCounts? written = isVersion2 ? WrittenCounts.Read(response) : null;
        if (response.IsSuccessStatusCode)
        {
            return !isVersion2
                ? new SendOutcome(SendOutcomeKind.Delivered)
                : written is { } counts
                    ? new SendOutcome(SendOutcomeKind.Delivered, Missing(batch, counts), Written: written)

                    // A receiver of 1.0 finds none of its fields in a request of 2.0, and is content.
                    : new SendOutcome(SendOutcomeKind.Unsupported, $"the answer has no header {RemoteWriteHeaders.SamplesWritten}");
        }

        bool isPassing = (response.StatusCode == HttpStatusCode.TooManyRequests && options.Queue.RetryOnHttp429) || (int)response.StatusCode >= 500;
        bool isUnsupported = response.StatusCode == HttpStatusCode.UnsupportedMediaType && isVersion2;
        string status = $"{(int)response.StatusCode} {response.StatusCode}";
        string message = await AnswerText.ReadTextAsync(response, cancellationToken).ConfigureAwait(false);
        return new SendOutcome(
            isPassing ? SendOutcomeKind.Retry : isUnsupported ? SendOutcomeKind.Unsupported : SendOutcomeKind.Rejected,
            message.Length == 0 ? status : $"{status}: {message}",
            AnswerText.RetryAfter(response, time),
            written);
    }

    private static bool IsVersion2(Batch batch) => batch.Format == (int)RemoteWriteVersion.Two;

    private static string Missing(Batch batch, WrittenCounts written) =>
        written.Samples < batch.Samples ? $"only {written.Samples} of {batch.Samples} samples were written"
        : written.Exemplars < batch.Exemplars ? $"only {written.Exemplars} of {batch.Exemplars} exemplars were written" : "";
}
