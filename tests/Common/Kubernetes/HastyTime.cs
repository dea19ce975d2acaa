using Microsoft.Extensions.Time.Testing;

namespace PipelineDsl.Recordings;

/// <summary>A clock on which pauses pass at once. Longer timers are time limits of requests; they stand still.</summary>
internal sealed class HastyTime : FakeTimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(61);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < LongestPause)
        {
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }
}
