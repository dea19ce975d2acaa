using System.Diagnostics.Metrics;

namespace PipelineDsl.Delivery;

/// <summary>The instruments of one destination, which all carry its name.</summary>
internal sealed class DeliveryMetrics : IDisposable
{
    public const string MeterName = "PipelineDsl.Delivery";

    private readonly KeyValuePair<string, object?> _destination;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _exemplarsSent;
    private readonly Counter<long> _exemplarsRejected;
    private Func<long>? _pending;

    public DeliveryMetrics(IMeterFactory factory, string destination, Func<long> pending)
    {
        Meter meter = factory.Create(MeterName);
        _destination = new("destination", destination);
        _pending = pending;
        _sent = meter.CreateCounter<long>("pipelinedsl.delivery.samples.sent", "{sample}", "Samples that a receiver accepted.");
        _dropped = meter.CreateCounter<long>("pipelinedsl.delivery.samples.dropped", "{sample}", "Samples that were given up, by reason.");
        _exemplarsSent = meter.CreateCounter<long>("pipelinedsl.delivery.exemplars.sent", "{exemplar}", "Exemplars that a receiver accepted.");
        _exemplarsRejected = meter.CreateCounter<long>("pipelinedsl.delivery.exemplars.rejected", "{exemplar}", "Exemplars that a receiver did not accept.");
        _retries = meter.CreateCounter<long>("pipelinedsl.delivery.retries", "{request}", "Requests that were tried again.");
        _bytes = meter.CreateCounter<long>("pipelinedsl.delivery.bytes.sent", "By", "Compressed bytes of requests that a receiver accepted.");
        _duration = meter.CreateHistogram<double>("pipelinedsl.delivery.request.duration", "s", "Duration of requests, by outcome.");
        meter.CreateObservableUpDownCounter("pipelinedsl.delivery.samples.pending", Observe, "{sample}", "Samples waiting or being sent.");
    }

    public void Sent(int samples, int bytes)
    {
        _sent.Add(samples, _destination);
        _bytes.Add(bytes, _destination);
    }

    public void Exemplars(int sent, int rejected)
    {
        _exemplarsSent.Add(sent, _destination);
        _exemplarsRejected.Add(rejected, _destination);
    }

    public void Dropped(long samples, string reason) => _dropped.Add(samples, _destination, new("reason", reason));

    public void Retried() => _retries.Add(1, _destination);

    public void Requested(TimeSpan duration, SendOutcomeKind kind) => _duration.Record(
        duration.TotalSeconds,
        _destination,
        new("outcome", kind switch { SendOutcomeKind.Delivered => "delivered", SendOutcomeKind.Retry => "retry", SendOutcomeKind.Unsupported => "unsupported", _ => "rejected" }));

    // A meter never lets go of an instrument: this one falls silent when its destination is gone.
    public void Dispose() => _pending = null;

    private IEnumerable<Measurement<long>> Observe() =>
        _pending is { } pending ? [new Measurement<long>(pending(), _destination)] : [];
}
