using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Cli.Discovery;

/// <summary>The targets that would be scraped, after all rules.</summary>
internal static class FinalTargets
{
    /// <summary>Reads the targets of a pipeline's jobs: the labels of their series, and as <c>__scrape_url__</c>, <c>__scrape_interval__</c> and
    /// <c>__scrape_timeout__</c> what is scraped and when.</summary>
    public static async Task<IReadOnlyList<LabelSet>> ReadAsync(DiscoveryRun run, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var targets = new Dictionary<(string Job, ulong Identity), LabelSet>();
        IReadOnlyList<ScrapeJob> jobs = await run.ReadJobsAsync(pipeline, cancellationToken);

        // All at once: sources that ask for the same share one list.
        (ScrapeJob Job, IReadOnlyList<LabelSet> Discovered)[] all = await Task.WhenAll(jobs.SelectMany(job => job.Sources.Select(
            async source => (job, await run.ReadAsync(source, cancellationToken)))));
        foreach ((ScrapeJob job, IReadOnlyList<LabelSet> found) in all)
        {
            var factory = new TargetFactory(job);
            foreach (LabelSet discovered in found)
            {
                TargetOutcome outcome = factory.Create(discovered);
                if (outcome.Definition is { } target)
                {
                    targets[(job.Name, target.Identity)] = Describe(target);
                }
                else if (outcome.Dropped!.IsInvalid)
                {
                    await Console.Error.WriteLineAsync($"{job.Name}: {outcome.Dropped.Reason}");
                }
            }
        }

        return [.. targets.Values];
    }

    private static LabelSet Describe(TargetDefinition target)
    {
        var labels = new LabelSetBuilder(target.Labels);
        labels.Set("__scrape_url__", target.Url.OriginalString);
        labels.Set("__scrape_interval__", PrometheusDuration.Format(target.Interval));
        labels.Set("__scrape_timeout__", PrometheusDuration.Format(target.Timeout));
        return labels.ToLabelSet();
    }
}
