using System.Diagnostics.Metrics;

namespace PipelineDsl.Delivery.Tests;

/// <summary>Sums what the instruments report, by name and tags.</summary>
internal sealed class RecordedMetrics : IMeterFactory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _sums = [];
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public RecordedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_meters.Contains(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        _listener.Start();
    }

    /// <summary>The sum of a counter, or how often a histogram was fed.</summary>
    /// <param name="key">The instrument's last names and the tags, as in <c>samples.sent{destination=test}</c>.</param>
    public double this[string key]
    {
        get
        {
            lock (_gate)
            {
                return _sums.GetValueOrDefault(key);
            }
        }
    }

    public double Observe(string key)
    {
        lock (_gate)
        {
            _sums.Remove(key);
        }

        _listener.RecordObservableInstruments();
        return this[key];
    }

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string key = $"{instrument.Name["pipelinedsl.delivery.".Length..]}{{{string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}}";
        lock (_gate)
        {
            _sums[key] = _sums.GetValueOrDefault(key) + value;
        }
    }
}
