using Microsoft.Extensions.Hosting;

namespace PipelineDsl.Hosting;

/// <summary>Compacts the heap when much was allocated and then less: what first scrapes leave would lie there for hours, since an agent at work hardly allocates.</summary>
internal sealed class HeapCompaction(TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>Less than this in an interval is not worth a collection.</summary>
    private const long LeastPeak = 16 * 1024 * 1024;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private ITimer? _timer;
    private long _allocated;
    private long _peak;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => Look(GC.GetTotalAllocatedBytes()), null, s_interval, s_interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Compacts if the time has come.</summary>
    /// <param name="allocated">What was allocated in all, in bytes.</param>
    /// <returns>Whether it had.</returns>
    public bool Look(long allocated)
    {
        long lately = allocated - _allocated;
        _allocated = allocated;
        if (lately * 2 > _peak || _peak < LeastPeak)
        {
            _peak = Math.Max(_peak, lately);
            return false;
        }

        _peak = lately;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return true;
    }
}
