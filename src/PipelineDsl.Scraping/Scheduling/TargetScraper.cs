using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Http;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Scrapes a target and keeps its series. Not thread-safe, but for <see cref="Status"/>.</summary>
internal sealed class TargetScraper
{
    private readonly ScrapeWork _work;
    private readonly TargetDefinition _target;
    private readonly SampleSink _sink;
    private readonly ReportSeries _report;
    private readonly SeriesTable _table;
    private int _lastLength;
    private volatile TargetStatus _status;

    public TargetScraper(TargetDefinition target, ScrapeWork work)
    {
        (_target, _work) = (target, work);
        SeriesContext context = work.ContextOf(target.Labels);
        _sink = work.OpenSink(target);
        _report = new ReportSeries(context);
        _table = new SeriesTable(context, _report.LabelHashes);
        _report.Define(_table.Numbers, _sink);
        _status = new TargetStatus { Labels = target.Labels, Url = target.Url, Interval = target.Interval, Timeout = target.Timeout };
    }

    public TargetStatus Status => _status;

    /// <summary>Scrapes the target and hands over what came of it.</summary>
    /// <param name="scrapeTime">The timestamp of samples that bring none, in milliseconds.</param>
    /// <param name="stopping">Gives the scrape up.</param>
    public async Task ScrapeAsync(long scrapeTime, CancellationToken stopping)
    {
        long started = _work.Engine.Time.GetTimestamp();
        ScrapeBody? body = null;
        ScrapeFailure? failure = _work.TargetLimit;
        if (failure is null)
        {
            try
            {
                body = await FetchAsync(stopping).ConfigureAwait(false);
            }
            catch (ScrapeException e)
            {
                failure = new ScrapeFailure(e.Reason, e.Message);
            }
        }

        using (body)
        {
            ScrapeWorkspace workspace = await _work.Engine.RentWorkspaceAsync(stopping).ConfigureAwait(false);
            try
            {
                Evaluate(body, failure, scrapeTime, started, workspace);
            }
            finally
            {
                _work.Engine.ReturnWorkspace(workspace);
            }
        }
    }

    /// <summary>Ends the target.</summary>
    /// <param name="isGone">Whether its series end too; they do not when only the process stops.</param>
    public void End(bool isGone)
    {
        if (isGone && !_report.IsStale)
        {
            // After the last scrape's samples, even in the same millisecond.
            long last = _status.LastScrape?.ToUnixTimeMilliseconds() ?? 0;
            long now = Math.Max(_work.Engine.Time.GetUtcNow().ToUnixTimeMilliseconds(), last + 1);
            _table.AppendAllStale(now, _sink);
            _report.AppendStale(_sink, now);
            _sink.Commit();
        }

        _sink.Dispose();
    }

    private async Task<ScrapeBody> FetchAsync(CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(_target.Timeout, _work.Engine.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            return await _work.Client.FetchAsync(_target, _lastLength, linked.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !stopping.IsCancellationRequested && e is (OperationCanceledException or ScrapeException))
        {
            // A read that is cut short may also end as a broken connection: the clock decides what it was.
            throw new ScrapeException("timeout", $"timeout after {PrometheusDuration.Format(_target.Timeout)}", e);
        }
    }

    private void Evaluate(ScrapeBody? body, ScrapeFailure? failure, long scrapeTime, long started, ScrapeWorkspace workspace)
    {
        ScrapeCounts counts = default;
        long bodySize = failure?.Reason == ScrapeException.BodySizeLimit ? -1 : body?.Length ?? 0;
        if (body is { Length: > 0 })
        {
            _lastLength = body.Length;
            failure = Append(body, scrapeTime, workspace, out counts);
        }

        if (failure is not null || body is not { Length: > 0 })
        {
            _table.AppendAllStale(scrapeTime, _sink);
        }

        TimeSpan duration = _work.Engine.Time.GetElapsedTime(started);
        var report = new ScrapeReport
        {
            IsUp = failure is null,
            Duration = duration,
            Counts = counts,
            Timeout = _target.Timeout,
            Limits = _work.Options.Limits,
            BodySize = bodySize,
            Series = _table.SeriesCount,
        };
        _report.Append(_sink, scrapeTime, report);
        _work.Engine.Metrics.Scraped(_work.Pipeline, failure?.Reason, duration, counts);
        SetStatus(failure?.Message, scrapeTime, duration, counts);
        _sink.Commit();
    }

    private ScrapeFailure? Append(ScrapeBody body, long scrapeTime, ScrapeWorkspace workspace, out ScrapeCounts counts)
    {
        counts = default;
        if (!ContentType.TryChoose(body.ContentType, _work.Fallback, out ExpositionFormat format, out string? unknown, _work.AsksForProtobuf))
        {
            return new ScrapeFailure("content_type", unknown);
        }

        ReadOnlySpan<byte> bytes = format == ExpositionFormat.Text ? body.BytesWithLineBreak : body.Bytes;
        return _table.Append(bytes, format, scrapeTime, _sink, workspace, out counts);
    }

    private void SetStatus(string? error, long scrapeTime, TimeSpan duration, in ScrapeCounts counts)
    {
        TargetStatus before = _status;
        _status = before with
        {
            Health = error is null ? TargetHealth.Up : TargetHealth.Down,
            LastError = error,
            LastScrape = DateTimeOffset.FromUnixTimeMilliseconds(scrapeTime),
            LastDuration = duration,
            LastSamples = counts.Scraped,
            LastLeftOut = counts.LeftOut,
        };
        if (error is not null && before.Health != TargetHealth.Down)
        {
            _work.Logger.ScrapeFails(_work.Pipeline, _target.Url, error);
        }
        else if (error is null && before.Health == TargetHealth.Down)
        {
            _work.Logger.ScrapeRecovered(_work.Pipeline, _target.Url);
        }

        if (counts.LeftOut > 0 && before.LastLeftOut == 0)
        {
            _work.Logger.SeriesLimited(_work.Pipeline, _target.Url, _work.Options.Limits.Series, counts.LeftOut);
        }
    }
}
