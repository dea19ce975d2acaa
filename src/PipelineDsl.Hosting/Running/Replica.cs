using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>This process' part in the group that shares its targets, from when it knows its targets until it has stopped its scrapes.</summary>
/// <param name="ownership">Says what is scraped here; null if everything is.</param>
/// <param name="time">Measures the wait for discovery.</param>
internal sealed class Replica(ITargetOwnership? ownership, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A discovery that does not report for this long keeps the others' targets waiting no longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly LeaseMembership? _membership = ownership as LeaseMembership;
    private Task _joining = Task.CompletedTask;

    public ITargetOwnership? Ownership => ownership;

    /// <summary>Joins when a condition holds: a replica that does not know its targets yet could not scrape its share.</summary>
    public void JoinWhen(Func<bool> isReady)
    {
        if (_membership is not null)
        {
            _joining = JoinWhenAsync(_membership, isReady);
        }
    }

    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _joining;
        if (_membership is not null)
        {
            await _membership.LeaveAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync(CancellationToken.None);
        if (_membership is not null)
        {
            await _membership.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private async Task JoinWhenAsync(LeaseMembership membership, Func<bool> isReady)
    {
        long began = time.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            if (isReady() || time.GetElapsedTime(began) >= LongestWait)
            {
                membership.Join();
                return;
            }

            await Task.Delay(Pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
