using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Scheduling;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping;

/// <summary>Scrapes the targets of one job and hands their samples to its destinations.</summary>
/// <remarks>
/// A target whose labels and URL stay the same through an update stays the same target: its series, its connection and its timetable are
/// kept. When a target goes its series get stale markers; when the process stops or another replica takes the target they do not: it goes on.
/// </remarks>
public sealed class ScrapePool : ITargetObserver, IAsyncDisposable
{
    private readonly string _name;
    private readonly ScrapeEngine _engine;
    private readonly ILogger _logger;
    private readonly ScrapeWork _work;
    private readonly TargetGroups _groups;
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, ScrapeLoop> _active = [];
    private readonly Dictionary<ulong, int> _uses = [];
    // What other replicas scrape: kept, since their share may become ours.
    private readonly Dictionary<ulong, TargetDefinition> _others = [];
    private bool _isDisposed;

    /// <summary>Creates a pool without targets.</summary>
    /// <param name="name">The pipeline's name.</param>
    /// <param name="job">What is scraped, and how.</param>
    /// <param name="writers">The pipeline's destinations, in any order; each gets every sample.</param>
    /// <param name="engine">What the pipelines share.</param>
    /// <param name="loggers">Makes the logger.</param>
    public ScrapePool(
        string name, ScrapeJob job, IReadOnlyList<IDestinationWriter> writers, ScrapeEngine engine, ILoggerFactory loggers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(writers);
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(loggers);
        (_name, _engine, _logger) = (name, engine, loggers.CreateLogger<ScrapePool>());
        _groups = new TargetGroups(name, job, _logger);
        _work = new ScrapeWork(name, job, writers, engine, _logger);
        if (engine.Ownership is { } ownership)
        {
            ownership.Changed += Share;
        }
    }

    /// <summary>The pipeline's name.</summary>
    public string Name => _name;

    /// <summary>Whether discovery has reported everything once.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>How many discovered targets are not scraped.</summary>
    public int DroppedCount => _groups.DroppedCount;

    /// <summary>How many targets are not scraped because another has the same labels and URL.</summary>
    public int DuplicateCount { get; private set; }

    /// <summary>How many targets are not scraped because they are other replicas' share.</summary>
    public int OthersCount
    {
        get
        {
            lock (_lock)
            {
                return _others.Count;
            }
        }
    }

    /// <summary>The active targets as they are now, in no order.</summary>
    public IReadOnlyList<TargetStatus> GetTargets()
    {
        lock (_lock)
        {
            return [.. _active.Values.Select(loop => loop.Status)];
        }
    }

    /// <summary>Discovered targets that are not scraped, and why. Not more than
    /// <see cref="ScrapeLimits.KeepDroppedTargets"/>; <see cref="DroppedCount"/> counts all.</summary>
    public IReadOnlyList<DroppedTarget> GetDroppedTargets()
    {
        lock (_lock)
        {
            return [.. _groups.Dropped];
        }
    }

    /// <inheritdoc/>
    public void Update(string group, IReadOnlyList<LabelSet> targets)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(targets);
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            (List<TargetDefinition> before, List<TargetDefinition> after) = _groups.Replace(group, targets);
            Exchange(before, after);
            CheckLimit();
        }
    }

    /// <inheritdoc/>
    public void Synced() => IsSynced = true;

    /// <summary>Stops as a process does that may come back. Writes no stale markers.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(isGone: false).ConfigureAwait(false);

    /// <summary>Gives up scrapes under way and closes the destinations' ends.</summary>
    /// <param name="isGone">Whether the job is gone, so that its series end with stale markers.</param>
    public async Task StopAsync(bool isGone)
    {
        if (_engine.Ownership is { } ownership)
        {
            ownership.Changed -= Share;
        }

        List<Task> stopping;
        lock (_lock)
        {
            _isDisposed = true;
            stopping = [.. _active.Values.Select(loop => loop.StopAsync(isGone))];
            _engine.Metrics.TargetsChanged(_name, -_active.Count);
            _active.Clear();
        }

        await Task.WhenAll(stopping).ConfigureAwait(false);
        _work.Dispose();
    }

    // With too many targets all scrapes fail: to leave some out would look as if there were no more.
    private void CheckLimit()
    {
        long limit = _work.Options.Limits.Targets;
        bool isExceeded = limit > 0 && _active.Count > limit;
        if (isExceeded && _work.TargetLimit is null)
        {
            _logger.TargetsLimited(_name, TargetLimitMessage(limit));
        }

        _work.TargetLimit = isExceeded ? new ScrapeFailure("target_limit", TargetLimitMessage(limit)) : null;
    }

    private string TargetLimitMessage(long limit) => $"target_limit exceeded: {_active.Count} targets, the limit is {limit}";

    // Counts before it acts: a target in both lists, or in another group, is not touched. The old ones end first, so that a target
    // that only changed its labels does not end series that its successor has begun.
    private void Exchange(List<TargetDefinition> before, List<TargetDefinition> after)
    {
        int duplicates = DuplicateCount;
        foreach (TargetDefinition target in after)
        {
            int uses = _uses.GetValueOrDefault(target.Identity);
            _uses[target.Identity] = uses + 1;
            DuplicateCount += uses > 0 ? 1 : 0;
        }

        foreach (TargetDefinition target in before)
        {
            int uses = --_uses[target.Identity];
            DuplicateCount -= uses > 0 ? 1 : 0;
            if (uses == 0)
            {
                _uses.Remove(target.Identity);
                Remove(target);
            }
        }

        foreach (TargetDefinition target in after)
        {
            if (_active.ContainsKey(target.Identity) || _others.ContainsKey(target.Identity))
            {
                continue;
            }

            if (_engine.Ownership?.Owns(target.Identity) != false)
            {
                Add(target);
            }
            else
            {
                _others.Add(target.Identity, target);
            }
        }

        if (DuplicateCount > duplicates)
        {
            _engine.Metrics.TargetsDuplicate(_name, DuplicateCount - duplicates);
        }
    }

    // Ends what is now others' before it returns, then begins what is now ours.
    private void Share()
    {
        ITargetOwnership ownership = _engine.Ownership!;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            ScrapeLoop[] lost = [.. _active.Values.Where(loop => !ownership.Owns(loop.Target.Identity))];
            TargetDefinition[] won = [.. _others.Values.Where(target => ownership.Owns(target.Identity))];
            foreach (ScrapeLoop loop in lost)
            {
                loop.HandOver();
                _active.Remove(loop.Target.Identity);
                _others.Add(loop.Target.Identity, loop.Target);
            }

            _engine.Metrics.TargetsChanged(_name, -lost.Length);
            foreach (TargetDefinition target in won)
            {
                _others.Remove(target.Identity);
                Add(target);
            }

            if (lost.Length + won.Length > 0)
            {
                _logger.TargetsShared(_name, won.Length, lost.Length, _active.Count, _others.Count);
            }
        }
    }

    private void Add(TargetDefinition target)
    {
        _active.Add(target.Identity, new ScrapeLoop(target, _work));
        _engine.Metrics.TargetsChanged(_name, 1);
        _logger.TargetAdded(_name, target.Url, new LabelText(target.Labels));
    }

    private void Remove(TargetDefinition target)
    {
        if (_others.Remove(target.Identity))
        {
            // Its owner ends its series.
            return;
        }

        _active.Remove(target.Identity, out ScrapeLoop? loop);
        // A scrape under way ends on its own and tells of its troubles itself.
        _ = loop!.StopAsync(isGone: true);
        _engine.Metrics.TargetsChanged(_name, -1);
        _logger.TargetGone(_name, target.Url, new LabelText(target.Labels));
    }
}
