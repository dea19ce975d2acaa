using System.Net;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public class ShardTests
{
    [Fact]
    public async Task Shards_double_when_they_lag_and_every_target_keeps_its_order()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxShards = 2;
        ITargetAppender[] targets = [.. Enumerable.Range(0, 4).Select(hash => rig.Destination.OpenTarget((ulong)hash))];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Define(0, LabelSet.Of(("__name__", $"t{i}")));
        }

        int sent = 0;
        void SendAll()
        {
            sent++;
            foreach (ITargetAppender target in targets)
            {
                target.Append(0, sent, sent);
                target.Commit();
            }
        }

        // The receiver answers, but so slowly that there is a lag all the time. The first look only begins to measure.
        TaskCompletionSource first = rig.Receiver.ThenHang();
        TaskCompletionSource second = rig.Receiver.ThenHang();
        TaskCompletionSource third = rig.Receiver.ThenHang();
        SendAll();
        await rig.Receiver.NextAsync();
        for (int i = 0; i < 5; i++)
        {
            SendAll();
        }

        rig.Time.Advance(TimeSpan.FromSeconds(11));
        first.SetResult();
        await rig.Receiver.NextAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(11));
        second.SetResult();
        (await rig.Log.NextAsync(LogLevel.Information)).ShouldBe("Delivery to test lags: from now on 2 shards send side by side");
        SendAll();
        SendAll();
        third.SetResult();
        (await rig.StopAsync()).ShouldBe(0);

        foreach (IGrouping<string, ReceivedSample> target in rig.Receiver.Accepted.GroupBy(sample => sample.Name))
        {
            target.Select(sample => (int)sample.Value).ShouldBe(Enumerable.Range(1, sent), target.Key);
        }

        rig.Receiver.Accepted.Length.ShouldBe(4 * sent);
    }

    [Fact]
    public async Task Shards_halve_after_an_idle_minute_and_every_target_keeps_its_order()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxShards = 2;
        ITargetAppender[] targets = [.. Enumerable.Range(0, 4).Select(hash => rig.Destination.OpenTarget((ulong)hash))];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Define(0, LabelSet.Of(("__name__", $"t{i}")));
        }

        int sent = 0;
        async Task SendAsync()
        {
            sent++;
            foreach (ITargetAppender target in targets)
            {
                target.Append(0, sent, sent);
                target.Commit();
            }

            await Patience.Until(() => rig.Destination.Status.PendingSamples == 0);
        }

        // A lag first, as above.
        TaskCompletionSource[] hanging = [rig.Receiver.ThenHang(), rig.Receiver.ThenHang()];
        for (int i = 0; i < 6; i++)
        {
            sent++;
            Array.ForEach(targets, target =>
            {
                target.Append(0, sent, sent);
                target.Commit();
            });
        }

        await rig.Receiver.NextAsync();
        foreach (TaskCompletionSource answer in hanging)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(11));
            answer.SetResult();
            await rig.Receiver.NextAsync();
        }

        (await rig.Log.NextAsync(LogLevel.Information)).ShouldContain("from now on 2 shards");
        await Patience.Until(() => rig.Destination.Status.PendingSamples == 0);
        for (int look = 0; look < 8; look++)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(11));
            await SendAsync();
        }

        (await rig.Log.NextAsync(LogLevel.Information)).ShouldBe("Delivery to test needs fewer shards: from now on 1 send side by side");
        await SendAsync();
        (await rig.StopAsync()).ShouldBe(0);
        foreach (IGrouping<string, ReceivedSample> target in rig.Receiver.Accepted.GroupBy(sample => sample.Name))
        {
            target.Select(sample => (int)sample.Value).ShouldBe(Enumerable.Range(1, sent), target.Key);
        }

        rig.Receiver.Accepted.Length.ShouldBe(4 * sent);
    }

    [Fact]
    public async Task Samples_older_than_the_limit_are_not_sent()
    {
        await using var rig = new Rig();
        rig.Options.Queue.SampleAgeLimit = TimeSpan.FromMinutes(5);
        long now = rig.Time.GetUtcNow().ToUnixTimeMilliseconds();
        rig.Receiver.Then(HttpStatusCode.ServiceUnavailable);
        rig.Target.Append(0, now - 299_990, 1);
        rig.Target.Commit();
        rig.Target.Append(0, now, 2);
        rig.Target.Commit();
        await rig.Time.PassWaitAsync();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([2]);
        rig.Metrics["samples.dropped{destination=test,reason=too_old}"].ShouldBe(1);
    }

    [Fact]
    public async Task Too_many_requests_need_not_be_tried_again()
    {
        await using var rig = new Rig();
        rig.Options.Queue.RetryOnHttp429 = false;
        rig.Receiver.Then(HttpStatusCode.TooManyRequests);
        rig.Send(1);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.ShouldBeEmpty();
    }
}
