using System.Diagnostics.Metrics;
using System.Globalization;

namespace LoadAgent;

/// <summary>Notes how late each scrape began and how long it took, by the engine's own measurements, and prints both at the end.</summary>
internal sealed class LatenessReport : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly TimeSpan _interval;
    private readonly List<double> _firstRound = [];
    private readonly List<double> _later = [];
    private readonly List<double> _durations = [];
    private long _begun;
    private long _failed;

    /// <summary>Begins to listen.</summary>
    /// <param name="interval">The first round is what begins within an interval after the first scrape.</param>
    public LatenessReport(TimeSpan interval)
    {
        _interval = interval;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name is "pipelinedsl.scraping.lateness" or "pipelinedsl.scraping.duration" or "pipelinedsl.scraping.scrapes.failed")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, seconds, _, _) => Note(instrument.Name, seconds));
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _failed, count));
        _listener.Start();
    }

    public void Print()
    {
        lock (_durations)
        {
            Print("lateness first round", _firstRound);
            Print("lateness later", _later);
            Print("duration", _durations);
            Console.WriteLine($"scrapes {_durations.Count} failed {_failed}");
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Note(string instrument, double seconds)
    {
        lock (_durations)
        {
            if (instrument == "pipelinedsl.scraping.duration")
            {
                _durations.Add(seconds);
                return;
            }

            _begun = _begun == 0 ? _time.GetTimestamp() : _begun;
            (_time.GetElapsedTime(_begun) < _interval ? _firstRound : _later).Add(seconds);
        }
    }

    private static void Print(string what, List<double> seconds)
    {
        seconds.Sort();
        if (seconds.Count > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {seconds.Count} scrapes, p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, p99.9 {At(0.999):F1} ms, max {At(1):F1} ms"));
        }

        double At(double share) => 1000 * seconds[(int)((seconds.Count - 1) * share)];
    }
}
