using System.Net;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public class QueueTests
{
    [Fact]
    public async Task A_full_queue_drops_its_oldest_samples_but_not_those_being_sent()
    {
        await using var rig = new Rig();
        rig.Options.Queue.Capacity = 4;
        TaskCompletionSource hanging = rig.Receiver.ThenHang();
        rig.Send(1);
        await rig.Receiver.NextAsync();
        rig.Send(2, 3, 4, 5, 6, 7, 8);

        rig.Destination.Status.PendingSamples.ShouldBe(5);
        rig.Metrics["samples.dropped{destination=test,reason=queue_full}"].ShouldBe(3);
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldBe(
            "A queue to test is full: the oldest samples are dropped until the receiver keeps up. Raise Destinations:test:Queue:Capacity to keep more");

        hanging.SetResult();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 5, 6, 7, 8]);
        rig.Log.Of(LogLevel.Information).ShouldHaveSingleItem().ShouldBe("The queue to test has room again, after 3 samples were dropped");
    }

    [Fact]
    public async Task The_open_batch_counts_too()
    {
        await using var rig = new Rig();
        (rig.Options.Queue.MaxSamplesPerSend, rig.Options.Queue.Capacity) = (2, 4);
        rig.Receiver.ThenHang();
        rig.Send(1, 2);
        await rig.Receiver.NextAsync();
        rig.Send(3, 4, 5, 6);
        rig.Metrics["samples.dropped{destination=test,reason=queue_full}"].ShouldBe(0);
        rig.Send(7);
        rig.Metrics["samples.dropped{destination=test,reason=queue_full}"].ShouldBe(2);
        rig.Destination.Status.PendingSamples.ShouldBe(5);
    }

    [Fact]
    public async Task A_scrape_larger_than_the_queue_is_taken_whole()
    {
        await using var rig = new Rig();
        (rig.Options.Queue.MaxSamplesPerSend, rig.Options.Queue.Capacity) = (2, 4);
        using ITargetAppender target = rig.Destination.OpenTarget(0);
        for (int series = 0; series < 11; series++)
        {
            target.Define(series, LabelSet.Of(("__name__", $"s{series}")));
            target.Append(series, 1, series);
        }

        target.Commit();

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Length.ShouldBe(11);
        rig.Metrics["samples.dropped{destination=test,reason=queue_full}"].ShouldBe(0);
    }

    [Fact]
    public async Task Stopping_sends_what_is_open_and_queued()
    {
        await using var rig = new Rig();
        (rig.Options.Queue.MaxSamplesPerSend, rig.Options.Queue.MinShards) = (3, 4);
        var targets = Enumerable.Range(0, 8).Select(hash => rig.Destination.OpenTarget((ulong)hash)).ToArray();
        foreach (ITargetAppender target in targets)
        {
            target.Define(0, LabelSet.Of(("__name__", "up")));
            for (int i = 0; i < 5; i++)
            {
                target.Append(0, i, i);
            }

            target.Commit();
        }

        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Length.ShouldBe(40);
        rig.Destination.Status.ShouldBe(new DestinationStatus("http://receiver.example/api/v1/write", 0, 40, 0, null, null));
        rig.Log.All.ShouldBe("");
    }

    [Fact]
    public async Task Stopping_tries_again_until_the_deadline_and_counts_what_is_left()
    {
        await using var rig = new Rig();
        rig.Receiver.Then(HttpStatusCode.ServiceUnavailable, times: 100);
        rig.Send(1, 2, 3);
        using var deadline = new CancellationTokenSource();
        Task<long> stopping = rig.Destination.StopAsync(deadline.Token);
        await rig.Time.PassWaitAsync();
        await rig.Time.NextWaitAsync();
        stopping.IsCompleted.ShouldBeFalse();
        await deadline.CancelAsync();
        (await stopping).ShouldBe(3);
        rig.Log.Of(LogLevel.Warning)[^1].ShouldBe("Delivery to test stopped with 3 samples unsent");
        rig.Metrics["samples.dropped{destination=test,reason=stopped}"].ShouldBe(3);
        rig.Destination.Status.PendingSamples.ShouldBe(0);
    }

    [Fact]
    public async Task The_deadline_ends_a_request_without_an_answer()
    {
        await using var rig = new Rig();
        rig.Receiver.ThenHang();
        rig.Send(1, 2);
        await rig.Receiver.NextAsync();
        (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(2);
    }

    [Fact]
    public async Task Samples_after_the_stop_are_counted_as_dropped()
    {
        await using var rig = new Rig();
        rig.Send(1);
        await rig.StopAsync();
        rig.Send(2);
        rig.Metrics["samples.dropped{destination=test,reason=stopped}"].ShouldBe(1);
        (await rig.StopAsync()).ShouldBe(0);
        await rig.Destination.DisposeAsync();
        await rig.Destination.DisposeAsync();
        rig.Target.Append(0, 3, 3);
        rig.Target.Commit();
        rig.Target.Dispose();
    }

    [Fact]
    public async Task Metrics_tell_what_was_sent_and_what_waits()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 2;
        rig.Send(1, 2, 3);
        await rig.Receiver.NextAsync();
        await Patience.Until(() => rig.Destination.Status.PendingSamples == 1);

        rig.Metrics.Observe("samples.pending{destination=test}").ShouldBe(1);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(2);
        rig.Metrics["bytes.sent{destination=test}"].ShouldBeGreaterThan(30);
        rig.Metrics["request.duration{destination=test,outcome=delivered}"].ShouldBe(1);
        await rig.Destination.DisposeAsync();
        rig.Metrics.Observe("samples.pending{destination=test}").ShouldBe(0);
    }

    [Fact]
    public async Task Appending_allocates_nothing_per_sample()
    {
        const int SeriesCount = 2000;
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = SeriesCount;
        ITargetAppender target = rig.Destination.OpenTarget(1);
        for (int i = 0; i < SeriesCount; i++)
        {
            target.Define(i, LabelSet.Of(("__name__", $"metric_{i}"), ("instance", "10.0.0.1:8080"), ("job", "test")));
        }

        long appended = 0;
        long committed = 0;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < SeriesCount; i++)
            {
                target.Append(i, round, i);
            }

            long between = GC.GetAllocatedBytesForCurrentThread();
            target.Commit();
            long after = GC.GetAllocatedBytesForCurrentThread();
            await rig.Receiver.NextAsync();
            await Patience.Until(() => rig.Destination.Status.PendingSamples == 0);

            // The buffers take a few rounds to reach their sizes.
            if (round >= 5)
            {
                appended += between - before;
                committed += after - between;
            }
        }

        appended.ShouldBe(0);
        (committed / 15).ShouldBeLessThan(1000, "a commit makes a batch object, a timer entry and a signal for 2,000 samples");
    }
}
