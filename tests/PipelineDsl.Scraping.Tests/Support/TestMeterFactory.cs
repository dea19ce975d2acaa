using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>Makes meters and adds up what they count, by instrument and tags.</summary>
internal sealed class TestMeterFactory : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];

    public TestMeterFactory()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string key = $"{instrument.Name} {string.Join(',', tags.ToArray().Select(t => t.Value))}";
            Totals.AddOrUpdate(key, value, (_, sum) => sum + value);
        });
        _listener.Start();
    }

    public ConcurrentDictionary<string, long> Totals { get; } = new(StringComparer.Ordinal);

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
