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
    // A cluster's worth of dropped pods would cost more memory than the pods that are scraped.
    private const int MaxDroppedListed = 1000;

    private readonly string _name;
    private readonly ScrapeJob _job;
    private readonly IReadOnlyList<IDestinationWriter> _writers;
    private readonly ScrapeEngine _engine;
    private readonly ILogger _logger;
    private readonly TargetFactory _factory;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TargetGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, ScrapeLoop> _active = [];
    private readonly Dictionary<ulong, int> _uses = [];
    // What other replicas scrape: kept, since their share may become ours.
    private readonly Dictionary<ulong, TargetDefinition> _others = [];
    private int _dropsListed;
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
        (_name, _job, _writers, _engine) = (name, job, writers, engine);
        _logger = loggers.CreateLogger<ScrapePool>();
        _factory = new TargetFactory(job);
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
    public int DroppedCount { get; private set; }

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

    /// <summary>Discovered targets that are not scraped, and why. Not more than 1,000; <see cref="DroppedCount"/> counts all.</summary>
    public IReadOnlyList<DroppedTarget> GetDroppedTargets()
    {
        lock (_lock)
        {
            return [.. _groups.Values.SelectMany(group => group.Dropped)];
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

            _groups.Remove(group, out TargetGroup? before);
            DroppedCount -= before?.DroppedCount ?? 0;
            _dropsListed -= before?.Dropped.Count ?? 0;
            TargetGroup after = Build(group, targets, before);
            if (targets.Count > 0)
            {
                _groups.Add(group, after);
            }

            Exchange(before?.Targets ?? [], after.Targets);
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
    }

    private TargetGroup Build(string name, IReadOnlyList<LabelSet> discovered, TargetGroup? before)
    {
        var group = new TargetGroup();
        foreach (LabelSet labels in discovered)
        {
            TargetOutcome outcome = _factory.Create(labels);
            if (outcome.Definition is { } target)
            {
                group.Targets.Add(target);
                continue;
            }

            group.DroppedCount++;
            DroppedCount++;
            DroppedTarget dropped = outcome.Dropped!;
            if (_dropsListed < MaxDroppedListed)
            {
                _dropsListed++;
                group.Dropped.Add(dropped);
            }

            // Discovery repeats itself; what was said once stays said.
            if (before is null || !before.Dropped.Contains(dropped))
            {
                Tell(name, dropped);
            }
        }

        return group;
    }

    private void Tell(string group, DroppedTarget dropped)
    {
        if (dropped.IsInvalid)
        {
            _logger.TargetInvalid(_name, dropped.Reason, new LabelText(dropped.DiscoveredLabels));
        }
        else
        {
            _logger.TargetDropped(_name, group, dropped.Reason);
        }
    }

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
        var context = new SeriesContext(target.Labels, _job.Scrape.HonorLabels, _job.Scrape.HonorTimestamps, _job.Metrics);
        _active.Add(target.Identity, new ScrapeLoop(_name, target, context, _writers, _engine, _logger));
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
