using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PipelineDsl.Delivery.Tests;

/// <summary>A clock that stands still until told, and says who waits for it: no test has to sleep.</summary>
internal sealed class ObservedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);

        // Requests have their time-out, and what repeats is a spool's clock or metadata; the rest with an end is back-off.
        if (dueTime != Timeout.InfiniteTimeSpan && dueTime != Rig.RemoteTimeout && period == Timeout.InfiniteTimeSpan)
        {
            _timers.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>The next wait that was begun.</summary>
    public async Task<TimeSpan> NextWaitAsync() => await Patience.Of(_timers.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask());

    /// <summary>Lets the next wait pass.</summary>
    public async Task<TimeSpan> PassWaitAsync()
    {
        TimeSpan wait = await NextWaitAsync();
        Advance(wait);
        return wait;
    }
}
