using System.Diagnostics.CodeAnalysis;
using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Scheduling;

/// <summary>An active target: its timetable, and one scrape at a time.</summary>
[SuppressMessage("Design", "CA1001", Justification = "What it owns ends with the target, once no scrape uses it any more.")]
internal sealed class ScrapeLoop : IScheduled
{
    private readonly ScrapeWork _work;
    private readonly ScrapeClock _clock;
    private readonly TargetScraper _scraper;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private bool _isRunning;
    private bool _isStopping;
    private bool _isGone;

    public ScrapeLoop(TargetDefinition target, ScrapeWork work)
    {
        (Target, _work) = (target, work);
        ScrapeEngine engine = work.Engine;
        _clock = new ScrapeClock(engine.Time, engine.Timer, target.Interval, target.Identity ^ engine.OffsetSeed);
        _scraper = new TargetScraper(target, work);
        engine.Timer.Add(this, _clock.Due);
    }

    public TargetDefinition Target { get; }

    public int Place { get; set; } = -1;

    public TargetStatus Status => _scraper.Status;

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
            _work.Engine.Timer.Remove(this);
            End();
        }

        return _stopped.Task;
    }

    /// <summary>Ends the target here because another replica goes on with it: no series ends, and a scrape under way is finished.</summary>
    public Task HandOver()
    {
        lock (_lock)
        {
            if (_isStopping || _isRunning)
            {
                _isStopping = true;
                return _stopped.Task;
            }

            _isStopping = true;
        }

        _work.Engine.Timer.Remove(this);
        End();
        return _stopped.Task;
    }

    private async Task RunAsync()
    {
        try
        {
            _work.Engine.Metrics.Began(_work.Pipeline, _clock.Lateness);
            await _scraper.ScrapeAsync(_clock.Begin(), _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The target ends below.
        }
        catch (Exception e)
        {
            _work.Logger.ScrapeBroken(e, _work.Pipeline, Target.Url);
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
        _work.Engine.Timer.Add(this, _clock.Due);
    }

    // No scrape uses the target any more: either none runs, or the one that did has come to its end.
    private void End()
    {
        try
        {
            _scraper.End(_isGone);
        }
        catch (Exception e)
        {
            _work.Logger.ScrapeBroken(e, _work.Pipeline, Target.Url);
        }

        _stopped.SetResult();
    }
}
