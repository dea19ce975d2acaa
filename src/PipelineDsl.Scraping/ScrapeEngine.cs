using System.Diagnostics.Metrics;
using System.Text;
using PipelineDsl.Http;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Http;
using PipelineDsl.Scraping.Scheduling;
using PipelineDsl.Scraping.Series;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping;

/// <summary>What all pipelines of a process share: one timer, connections that jobs with equal options share, and as many evaluations at a time as there are processors.</summary>
/// <remarks>
/// Waiting for the network is not limited: a slow target delays no other. The first engine of a process raises the thread pool's least number of
/// threads to four more than there are processors. Dispose the pools first.
/// </remarks>
public sealed class ScrapeEngine : IDisposable
{
    // Threads for the network, time-outs and discovery, whatever evaluations are at work.
    private const int ThreadsBesideEvaluations = 4;

    private readonly Stack<ScrapeWorkspace> _workspaces = new();
    private readonly SemaphoreSlim _evaluations = new(Environment.ProcessorCount);

    /// <summary>Creates the engine.</summary>
    /// <param name="time">The time; scrapes are planned and timed out by it.</param>
    /// <param name="meters">Makes the meter <c>PipelineDsl.Scraping</c>.</param>
    /// <param name="ownership">Says which targets this replica scrapes. The default value is <see langword="null"/>: all.</param>
    public ScrapeEngine(TimeProvider time, IMeterFactory meters, ITargetOwnership? ownership = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(meters);
        Time = time;
        Ownership = ownership;
        OffsetSeed = Fnv1a.Add(Fnv1a.Start, Encoding.UTF8.GetBytes(ownership?.Group ?? Environment.MachineName));
        Metrics = new ScrapeMetrics(meters);
        Timer = new ScrapeTimer(time);
        Http = new HttpClientPool(time);
        ReserveThreads();
    }

    internal TimeProvider Time { get; }

    internal ScrapeMetrics Metrics { get; }

    internal ScrapeTimer Timer { get; }

    internal HttpClientPool Http { get; }

    internal BodyBuffers Buffers { get; } = new(2 * Environment.ProcessorCount);

    /// <summary>Says which targets this replica scrapes; <see langword="null"/> if it scrapes all.</summary>
    internal ITargetOwnership? Ownership { get; }

    /// <summary>Moves scrapes within their intervals: programs that scrape the same targets do so at different moments, replicas that share them at the same,
    /// so that a target that is handed over keeps its timetable.</summary>
    internal ulong OffsetSeed { get; }

    /// <summary>Stops the timer and closes the connections.</summary>
    public void Dispose()
    {
        Timer.Dispose();
        Http.Dispose();
        _evaluations.Dispose();
    }

    internal async Task<ScrapeWorkspace> RentWorkspaceAsync(CancellationToken cancellationToken)
    {
        await _evaluations.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_workspaces)
        {
            return _workspaces.TryPop(out ScrapeWorkspace? workspace) ? workspace : new ScrapeWorkspace();
        }
    }

    internal void ReturnWorkspace(ScrapeWorkspace workspace)
    {
        workspace.ReleaseObjects();
        lock (_workspaces)
        {
            _workspaces.Push(workspace);
        }

        _evaluations.Release();
    }

    // The pool begins with a thread for each processor and is slow to add one: with thousands of first scrapes to evaluate, the next would begin late.
    private static void ReserveThreads()
    {
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + ThreadsBesideEvaluations), completions);
    }
}
