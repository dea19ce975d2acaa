using System.Diagnostics.Metrics;

namespace LoadAgent;

/// <summary>Counts the samples that delivery gave up, by reason, and prints them at the end.</summary>
internal sealed class DropReport : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _dropped = [];

    public DropReport()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "pipelinedsl.delivery.samples.dropped")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    public void Print()
    {
        lock (_dropped)
        {
            foreach ((string reason, long samples) in _dropped)
            {
                Console.WriteLine($"dropped {reason} {samples}");
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(long samples, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach ((string key, object? value) in tags)
        {
            if (key == "reason")
            {
                lock (_dropped)
                {
                    _dropped[(string)value!] = _dropped.GetValueOrDefault((string)value!) + samples;
                }
            }
        }
    }
}
