using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Http;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Scheduling;

/// <summary>An active target: its timetable, its series, and one scrape at a time.</summary>
[SuppressMessage("Design", "CA1001", Justification = "What it owns ends with the target, once no scrape uses it any more.")]
internal sealed class ScrapeLoop : IScheduled
{
    private readonly string _pipeline;
    private readonly ScrapeEngine _engine;
    private readonly ILogger _logger;
    private readonly ScrapeClock _clock;
    private readonly SampleSink _sink;
    private readonly ReportSeries _report;
    private readonly SeriesTable _table;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private bool _isRunning;
    private bool _isStopping;
    private bool _isGone;
    private int _lastLength;
    private volatile TargetStatus _status;

    public ScrapeLoop(
        string pipeline, TargetDefinition target, SeriesContext context, IReadOnlyList<IDestinationWriter> writers, ScrapeEngine engine, ILogger logger)
    {
        (_pipeline, Target, _engine, _logger) = (pipeline, target, engine, logger);
        _clock = new ScrapeClock(engine.Time, engine.Timer, target.Interval, target.Identity ^ engine.OffsetSeed);
        _sink = new SampleSink([.. writers.Select(w => w.OpenTarget(target.Identity))]);
        _report = new ReportSeries(context);
        _table = new SeriesTable(context, _report.LabelHashes);
        _report.Define(_table.Numbers, _sink);
        _status = new TargetStatus { Labels = target.Labels, Url = target.Url, Interval = target.Interval, Timeout = target.Timeout };
        engine.Timer.Add(this, _clock.Due);
    }

    public TargetDefinition Target { get; }

    public TargetStatus Status => _status;

    /// <summary>Begins a scrape, unless the target was stopped.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }

            _isRunning = true;
        }

        _ = RunAsync();
    }

    /// <summary>Ends the target. A scrape under way is given up.</summary>
    /// <param name="isGone">Whether its series end too; they do not when only the process stops.</param>
    public Task StopAsync(bool isGone)
    {
        bool isRunning;
        lock (_lock)
        {
            if (_isStopping)
            {
                return _stopped.Task;
            }

            (_isStopping, _isGone, isRunning) = (true, isGone, _isRunning);
        }

        // Asynchronously: what waits for the network must not continue on this thread.
        _ = _stopping.CancelAsync();
        if (!isRunning)
        {
            _engine.Timer.Remove(this);
            End();
        }

        return _stopped.Task;
    }

    /// <summary>Ends the target here because another replica goes on with it: no series ends, and a scrape under way is finished.</summary>
    public void HandOver()
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }

            _isStopping = true;
            if (_isRunning)
            {
                return;
            }
        }

        _engine.Timer.Remove(this);
        End();
    }

    private async Task RunAsync()
    {
        try
        {
            await ScrapeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The target ends below.
        }
        catch (Exception e)
        {
            _logger.ScrapeBroken(e, _pipeline, Target.Url);
        }

        bool isStopping;
        lock (_lock)
        {
            _isRunning = false;
            isStopping = _isStopping;
        }

        if (isStopping)
        {
            End();
            return;
        }

        _clock.Advance();
        _engine.Timer.Add(this, _clock.Due);
    }

    private async Task ScrapeAsync()
    {
        long started = _engine.Time.GetTimestamp();
        long scrapeTime = _clock.Begin();
        ScrapeBody? body = null;
        ScrapeException? failure = null;
        try
        {
            body = await FetchAsync().ConfigureAwait(false);
        }
        catch (ScrapeException e)
        {
            failure = e;
        }

        using (body)
        {
            ScrapeWorkspace workspace = await _engine.RentWorkspaceAsync(_stopping.Token).ConfigureAwait(false);
            try
            {
                Evaluate(body, failure, scrapeTime, started, workspace);
            }
            finally
            {
                _engine.ReturnWorkspace(workspace);
            }
        }
    }

    private async Task<ScrapeBody> FetchAsync()
    {
        using var timeout = new CancellationTokenSource(Target.Timeout, _engine.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        try
        {
            return await _engine.Client.FetchAsync(Target, _lastLength, linked.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !_stopping.IsCancellationRequested && e is (OperationCanceledException or ScrapeException))
        {
            // A read that is cut short may also end as a broken connection: the clock decides what it was.
            throw new ScrapeException("timeout", $"timeout after {PrometheusDuration.Format(Target.Timeout)}", e);
        }
    }

    private void Evaluate(ScrapeBody? body, ScrapeException? failure, long scrapeTime, long started, ScrapeWorkspace workspace)
    {
        ScrapeCounts counts = default;
        (string Reason, string Message)? error = failure is null ? null : (failure.Reason, failure.Message);
        if (body is { Length: > 0 })
        {
            _lastLength = body.Length;
            error = Append(body, scrapeTime, workspace, out counts);
        }

        if (error is not null || body is not { Length: > 0 })
        {
            _table.AppendAllStale(scrapeTime, _sink);
        }

        TimeSpan duration = _engine.Time.GetElapsedTime(started);
        _report.Append(_sink, scrapeTime, error is null, duration, counts);
        _engine.Metrics.Scraped(_pipeline, error?.Reason, duration, counts);
        SetStatus(error?.Message, scrapeTime, duration, counts.Scraped);
        _sink.Commit();
    }

    private (string Reason, string Message)? Append(ScrapeBody body, long scrapeTime, ScrapeWorkspace workspace, out ScrapeCounts counts)
    {
        counts = default;
        if (!ContentType.TryChoose(body.ContentType, ExpositionFormat.Text, out ExpositionFormat format, out string? unknown))
        {
            return ("content_type", unknown);
        }

        ReadOnlySpan<byte> bytes = format == ExpositionFormat.Text ? body.BytesWithLineBreak : body.Bytes;
        ExpositionError? error = _table.Append(bytes, format, scrapeTime, _sink, workspace, out counts);
        return error is null ? null : ("malformed", $"malformed exposition, {error.Describe(bytes)}");
    }

    private void SetStatus(string? error, long scrapeTime, TimeSpan duration, int samples)
    {
        TargetStatus before = _status;
        _status = before with
        {
            Health = error is null ? TargetHealth.Up : TargetHealth.Down,
            LastError = error,
            LastScrape = DateTimeOffset.FromUnixTimeMilliseconds(scrapeTime),
            LastDuration = duration,
            LastSamples = samples,
        };
        if (error is not null && before.Health != TargetHealth.Down)
        {
            _logger.ScrapeFails(_pipeline, Target.Url, error);
        }
        else if (error is null && before.Health == TargetHealth.Down)
        {
            _logger.ScrapeRecovered(_pipeline, Target.Url);
        }
    }

    // Nothing else uses the table any more: either no scrape runs, or the one that did has come to its end.
    private void End()
    {
        try
        {
            if (_isGone && !_report.IsStale)
            {
                // After the last scrape's samples, even in the same millisecond.
                long last = _status.LastScrape?.ToUnixTimeMilliseconds() ?? 0;
                long now = Math.Max(_engine.Time.GetUtcNow().ToUnixTimeMilliseconds(), last + 1);
                _table.AppendAllStale(now, _sink);
                _report.AppendStale(_sink, now);
                _sink.Commit();
            }

            _sink.Dispose();
        }
        catch (Exception e)
        {
            _logger.ScrapeBroken(e, _pipeline, Target.Url);
        }

        _stopped.SetResult();
    }
}
