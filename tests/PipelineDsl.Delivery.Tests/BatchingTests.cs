namespace PipelineDsl.Delivery.Tests;

public class BatchingTests
{
    [Fact]
    public async Task A_full_request_goes_at_once()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 3;
        rig.Send(1, 2, 3, 4);
        (await rig.Receiver.NextAsync()).Values.ShouldBe([1, 2, 3]);
        rig.Destination.Status.PendingSamples.ShouldBeInRange(1, 4);
    }

    [Fact]
    public async Task A_commit_larger_than_a_request_is_split()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 4;
        for (int i = 0; i < 10; i++)
        {
            rig.Target.Append(0, i, i);
        }

        rig.Target.Commit();
        await rig.StopAsync();
        rig.Receiver.Exchanges.Select(exchange => exchange.Samples.Count).ShouldBe([4, 4, 2]);
    }

    [Fact]
    public async Task A_request_goes_at_the_deadline_of_its_first_sample()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 100;
        rig.Send(1);
        rig.Time.Advance(TimeSpan.FromSeconds(4));
        rig.Send(2);
        rig.Time.Advance(TimeSpan.FromSeconds(0.999));
        rig.Receiver.Exchanges.ShouldBeEmpty();
        rig.Time.Advance(TimeSpan.FromSeconds(0.001));
        (await rig.Receiver.NextAsync()).Values.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task The_deadline_starts_again_with_each_request()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 2;
        rig.Send(1);
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        rig.Send(2, 3);
        (await rig.Receiver.NextAsync()).Values.ShouldBe([1, 2]);
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        rig.Destination.Status.PendingSamples.ShouldBeGreaterThan(0);
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        (await rig.Receiver.NextAsync()).Values.ShouldBe([3]);
    }

    [Fact]
    public async Task A_request_that_grows_too_large_goes_before_it_is_full()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 2000;
        ITargetAppender target = rig.Destination.OpenTarget(1);
        target.Define(0, LabelSet.Of(("__name__", "up"), ("long", new string('x', 3_000_000))));
        for (int i = 0; i < 4; i++)
        {
            target.Append(0, i, i);
        }

        target.Commit();
        (await rig.Receiver.NextAsync()).Samples.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_target_stays_in_its_shard_and_shards_send_side_by_side()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MinShards = 2;
        TaskCompletionSource hanging = rig.Receiver.ThenHang();
        ITargetAppender odd = rig.Destination.OpenTarget(1);
        odd.Define(0, LabelSet.Of(("__name__", "odd")));
        odd.Append(0, 1, 1);
        odd.Commit();
        (await rig.Receiver.NextAsync()).Samples[0].Name.ShouldBe("odd");

        odd.Append(0, 2, 2);
        odd.Commit();
        rig.Send(3);
        (await rig.Receiver.NextAsync()).Samples[0].Name.ShouldBe("up");

        hanging.SetResult();
        (await rig.Receiver.NextAsync()).Values.ShouldBe([2]);
    }

    [Fact]
    public async Task A_dead_destination_does_not_slow_another()
    {
        await using var dead = new Rig { Name = "dead" };
        await using var alive = new Rig { Name = "alive" };
        dead.Receiver.ThenHang();
        for (int i = 1; i <= 50; i++)
        {
            dead.Send(i);
            alive.Send(i);
            (await alive.Receiver.NextAsync()).Values.ShouldBe([i]);
        }

        (await alive.StopAsync()).ShouldBe(0);
        dead.Receiver.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_carry_the_headers_of_the_protocol()
    {
        await using var rig = new Rig();
        rig.Options.TenantId = "team-a";
        rig.Options.Headers["X-Extra"] = "1";
        rig.Send(1);
        Exchange exchange = await rig.Receiver.NextAsync();
        exchange.Url.ToString().ShouldBe(rig.Options.Url);
        exchange.Headers["User-Agent"].ShouldMatch(@"^PipelineDsl/\d+\.\d+\.\d+[^+ ]*$");
        exchange.Headers.Where(header => header.Key != "User-Agent").OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {header.Value}").ShouldBe(
            [
                "Content-Encoding: snappy",
                "Content-Length: 33",
                "Content-Type: application/x-protobuf",
                "X-Extra: 1",
                "X-Prometheus-Remote-Write-Version: 0.1.0",
                "X-Scope-OrgID: team-a",
            ]);
    }
}
