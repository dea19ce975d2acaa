using System.Diagnostics.Metrics;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>A meter factory whose measurements can be read.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly List<Meter> _meters = [];

    public TestMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string key = $"{instrument.Name}{{{string.Join(",", tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}}}";
            lock (_values)
            {
                _values[key] = instrument.IsObservable ? value : _values.GetValueOrDefault(key) + value;
            }
        });
        _listener.Start();
    }

    public long this[string series]
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_values)
            {
                return _values.GetValueOrDefault(series);
            }
        }
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(m => m.Dispose());
    }
}
