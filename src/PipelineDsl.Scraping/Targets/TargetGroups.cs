using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Diagnostics;

namespace PipelineDsl.Scraping.Targets;

/// <summary>The groups that discovery reported, as targets. Not thread-safe.</summary>
/// <param name="pipeline">The name in logs.</param>
/// <param name="job">What makes targets of what was discovered.</param>
/// <param name="logger">Where dropped targets are told.</param>
internal sealed class TargetGroups(string pipeline, ScrapeJob job, ILogger logger)
{
    // A cluster's worth of dropped pods would cost more memory than the pods that are scraped.
    private const long DefaultMaxListed = 1000;

    private readonly TargetFactory _factory = new(job);
    private readonly Dictionary<string, TargetGroup> _groups = new(StringComparer.Ordinal);
    private readonly long _maxListed = job.Scrape.Limits.KeepDroppedTargets is > 0 and long kept ? kept : DefaultMaxListed;
    private int _dropsListed;

    /// <summary>How many discovered targets are not scraped.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Those of them that are remembered.</summary>
    public IEnumerable<DroppedTarget> Dropped => _groups.Values.SelectMany(group => group.Dropped);

    /// <summary>Replaces a group.</summary>
    /// <returns>Its targets before and after.</returns>
    public (List<TargetDefinition> Before, List<TargetDefinition> After) Replace(string name, IReadOnlyList<LabelSet> discovered)
    {
        _groups.Remove(name, out TargetGroup? before);
        DroppedCount -= before?.DroppedCount ?? 0;
        _dropsListed -= before?.Dropped.Count ?? 0;
        TargetGroup after = Build(name, discovered, before);
        if (discovered.Count > 0)
        {
            _groups.Add(name, after);
        }

        return (before?.Targets ?? [], after.Targets);
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
            if (_dropsListed < _maxListed)
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
            logger.TargetInvalid(pipeline, dropped.Reason, new LabelText(dropped.DiscoveredLabels));
        }
        else
        {
            logger.TargetDropped(pipeline, group, dropped.Reason);
        }
    }
}
