using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>A clock that stands still and tells when somebody begins to wait between two attempts.</summary>
internal sealed class WaitingTime : FakeTimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(61);

    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Lets all pauses from now on pass at once.</summary>
    public bool SkipsPauses { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);

        // Longer timers are time limits of requests.
        if (dueTime > TimeSpan.Zero && dueTime < LongestPause)
        {
            if (SkipsPauses)
            {
                _ = Task.Run(() => Advance(dueTime));
                return timer;
            }

            _pauses.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until somebody pauses; how long they mean to.</summary>
    public async Task<TimeSpan> PauseAsync() => await _pauses.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Waits until somebody pauses, and lets that time pass.</summary>
    public async Task<TimeSpan> SkipPauseAsync()
    {
        TimeSpan pause = await PauseAsync();
        Advance(pause);
        return pause;
    }
}
