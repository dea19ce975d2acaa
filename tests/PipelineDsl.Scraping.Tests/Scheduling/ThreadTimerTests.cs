using PipelineDsl.Scraping.Scheduling;

namespace PipelineDsl.Scraping.Tests.Scheduling;

/// <summary>On the system's clock: it has no other.</summary>
public sealed class ThreadTimerTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Each_call_may_set_the_next()
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        using ThreadTimer timer = Create(self =>
        {
            if (++calls == 3)
            {
                done.SetResult(Environment.CurrentManagedThreadId);
            }
            else
            {
                self.Change(s_soon, Timeout.InfiniteTimeSpan);
            }
        });

        timer.Change(s_soon, Timeout.InfiniteTimeSpan);

        (await done.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken)).ShouldNotBe(Environment.CurrentManagedThreadId);
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task An_earlier_time_takes_the_place_of_a_later_one()
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using ThreadTimer timer = Create(_ => called.SetResult());
        timer.Change(TimeSpan.FromDays(400), Timeout.InfiniteTimeSpan);

        timer.Change(s_soon, Timeout.InfiniteTimeSpan);

        await called.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_is_not_called_before_its_time()
    {
        var called = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        using ThreadTimer timer = Create(_ => called.SetResult(TimeProvider.System.GetTimestamp()));
        long start = TimeProvider.System.GetTimestamp();
        var wait = TimeSpan.FromMilliseconds(20.4);

        timer.Change(wait, Timeout.InfiniteTimeSpan);

        long end = await called.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        TimeProvider.System.GetElapsedTime(start, end).ShouldBeGreaterThanOrEqualTo(wait);
    }

    [Fact]
    public void A_timer_that_has_ended_is_not_set()
    {
        ThreadTimer timer = Create(_ => throw new InvalidOperationException("It has ended."));
        timer.Dispose();
        timer.Change(s_soon, Timeout.InfiniteTimeSpan).ShouldBeFalse();
    }

    private static ThreadTimer Create(Action<ThreadTimer> callback)
    {
        ThreadTimer? timer = null;
        return timer = new ThreadTimer("Timer of a test", () => callback(Volatile.Read(ref timer)!));
    }
}
