using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PipelineDsl.Hosting;

/// <summary>Collects what the meters of this host measure and exposes it in Prometheus' text format.</summary>
internal sealed class SelfMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentFamily> _families = new();
    private readonly Lock _exposing = new();

    public SelfMetrics(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name.StartsWith("PipelineDsl", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, static i => new InstrumentFamily(i)));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentFamily)state!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>The metrics now, as text 0.0.4.</summary>
    public string Expose()
    {
        var text = new StringBuilder();
        lock (_exposing)
        {
            _listener.RecordObservableInstruments();
            foreach (InstrumentFamily family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.WriteTo(text);
            }
        }

        return text.Append(ProcessMetrics()).ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static string ProcessMetrics() => string.Create(CultureInfo.InvariantCulture, $"""
        # HELP process_cpu_seconds_total Processor time used by this process.
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total {Environment.CpuUsage.TotalTime.TotalSeconds}
        # HELP process_resident_memory_bytes Memory of this process that is in RAM.
        # TYPE process_resident_memory_bytes gauge
        process_resident_memory_bytes {Environment.WorkingSet}

        """);
}
