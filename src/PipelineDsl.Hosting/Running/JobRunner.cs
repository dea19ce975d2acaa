using Microsoft.Extensions.Logging;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting;

/// <summary>Runs the jobs of one pipeline as they come and go.</summary>
internal sealed partial class JobRunner(
    string pipeline, IReadOnlyList<IDestinationWriter> writers, ScrapeEngine engine, IEnumerable<ITargetDiscovery> discoveries, ILoggerFactory loggers)
    : IJobObserver, IAsyncDisposable
{
    private readonly ILogger<JobRunner> _logger = loggers.CreateLogger<JobRunner>();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RunningJob[]> _groups = new(StringComparer.Ordinal);
    private readonly List<Task> _ending = [];
    private bool _areAllReported;
    private bool _isDisposed;

    public bool IsSynced
    {
        get
        {
            lock (_lock)
            {
                return _areAllReported && _groups.Values.All(jobs => jobs.All(job => job.IsSynced));
            }
        }
    }

    public void Update(string group, IReadOnlyList<ScrapeJob> jobs)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            RunningJob[] before = _groups.GetValueOrDefault(group, []);
            RunningJob[] stay = [.. before.Where(running => jobs.Any(job => ReferenceEquals(job, running.Job)))];
            // The old ones end first, so that series which their successors begin are not ended by them.
            foreach (RunningJob gone in before.Except(stay))
            {
                _ending.RemoveAll(task => task.IsCompletedSuccessfully);
                _ending.Add(gone.EndAsync(isGone: true));
                LogEnded(pipeline, gone.Job.Name);
            }

            var after = new List<RunningJob>(jobs.Count);
            foreach (ScrapeJob job in jobs)
            {
                after.Add(stay.FirstOrDefault(running => ReferenceEquals(job, running.Job)) ?? Start(job));
            }

            if (after.Count > 0)
            {
                _groups[group] = [.. after];
            }
            else
            {
                _groups.Remove(group);
            }
        }
    }

    public void Synced()
    {
        lock (_lock)
        {
            _areAllReported = true;
        }
    }

    /// <summary>Ends all jobs without stale markers.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Task> ending;
        lock (_lock)
        {
            _isDisposed = true;
            ending = [.. _ending, .. _groups.Values.SelectMany(jobs => jobs).Select(job => job.DisposeAsync().AsTask())];
            _groups.Clear();
        }

        await Task.WhenAll(ending);
    }

    private RunningJob Start(ScrapeJob job)
    {
        var found = new List<(Discovery.DiscoverySource Source, ITargetDiscovery Discovery)>();
        foreach (Discovery.DiscoverySource source in job.Sources)
        {
            found.Add((source, discoveries.FirstOrDefault(d => d.CanDiscover(source))
                ?? throw new InvalidOperationException($"Nothing in this program discovers {source}, which job '{job.Name}' of pipeline '{pipeline}' asks for.")));
        }

        LogStarted(pipeline, job.Name);
        return new RunningJob(job, new ScrapePool(pipeline, job, writers, engine, loggers), found);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pipeline {Pipeline}: job {Job} begins")]
    private partial void LogStarted(string pipeline, string job);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pipeline {Pipeline}: job {Job} ends")]
    private partial void LogEnded(string pipeline, string job);
}
