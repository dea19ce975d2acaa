using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public class OtlpDeliveryTests
{
    [Theory]
    [InlineData("grpc", "gzip")]
    [InlineData("grpc", "none")]
    [InlineData("http", "gzip")]
    [InlineData("http", "none")]
    public async Task Points_arrive_by_every_way(string protocol, string compression)
    {
        await using OtlpRig rig = await StartAsync(protocol);
        rig.Options.Compression = compression;
        rig.Options.BearerToken = "t0ken";
        rig.Options.TenantId = "team";
        rig.Options.Headers["X-More"] = "yes";
        Send(rig, points: 1000);

        await rig.FlushAsync();

        rig.Receiver.Points.Select(point => point.Value!.Value).ShouldBe(Enumerable.Range(0, 1000).Select(i => (double)i));
        IReadOnlyDictionary<string, string> headers = rig.Receiver.Requests.ShouldHaveSingleItem().Headers;
        (headers["Authorization"], headers["X-Scope-OrgID"], headers["X-More"]).ShouldBe(("Bearer t0ken", "team", "yes"));
        headers.GetValueOrDefault(protocol == "grpc" ? "grpc-encoding" : "Content-Encoding", "none").ShouldBe(compression);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(1000);
    }

    [Fact]
    public async Task A_scrape_of_many_points_goes_in_requests_of_limited_size()
    {
        await using OtlpRig rig = await StartAsync("grpc");
        rig.Options.Queue.MaxSamplesPerSend = 300;
        Send(rig, points: 1000);

        await rig.FlushAsync();

        rig.Receiver.Requests.Select(request => request.Samples).ShouldBe([300, 300, 300, 100]);
        rig.Receiver.Points.Select(point => point.Value!.Value).ShouldBe(Enumerable.Range(0, 1000).Select(i => (double)i));
    }

    [Fact]
    public async Task Requests_stay_below_what_receivers_of_grpc_take_however_long_the_labels_are()
    {
        await using OtlpRig rig = await StartAsync("grpc");
        ITargetAppender target = rig.Open();
        for (int i = 0; i < 1500; i++)
        {
            OtlpRig.Define(target, i, null, "a", ("i", $"{i}"), ("long", new string('x', 4000)));
            target.Append(i, 1000, i);
        }

        target.Commit();
        await rig.FlushAsync();

        rig.Receiver.Points.Select(point => point.Value!.Value).ShouldBe(Enumerable.Range(0, 1500).Select(i => (double)i));
        rig.Receiver.Exports.Count.ShouldBeGreaterThan(1);
        rig.Receiver.Exports.ShouldAllBe(export => export.CalculateSize() < 4 * 1024 * 1024);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(14)]
    [InlineData(15)]
    public async Task Passing_failures_of_grpc_are_tried_again(int status)
    {
        await using OtlpRig rig = await StartAsync("grpc");
        rig.Receiver.RespondWithGrpc(status, "busy, \"now\"");
        Send(rig, points: 3);
        Task<long> stop = rig.Destination.StopAsync(TestContext.Current.CancellationToken);
        (await rig.Time.PassWaitAsync()).TotalMilliseconds.ShouldBeInRange(15, 30);

        (await Patience.Of(stop)).ShouldBe(0);
        rig.Receiver.Requests.Select(request => request.Status).ShouldBe([status, 0]);
        rig.Receiver.Points.Count.ShouldBe(3);
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldEndWith(": busy, \"now\"");
    }

    [Fact]
    public async Task Exhausted_resources_are_tried_again_only_after_a_delay_that_the_receiver_tells()
    {
        await using OtlpRig rig = await StartAsync("grpc");
        rig.Receiver.RespondWithGrpc(8, retryDelay: TimeSpan.FromSeconds(12.5));
        rig.Receiver.RespondWithGrpc(8, "quota");
        Send(rig, points: 3);
        Task<long> stop = rig.Destination.StopAsync(TestContext.Current.CancellationToken);
        (await rig.Time.PassWaitAsync()).ShouldBe(TimeSpan.FromSeconds(12.5));

        (await Patience.Of(stop)).ShouldBe(0);
        rig.Receiver.Points.ShouldBeEmpty();
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(3);
        rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("8 ResourceExhausted: quota");
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(500, false)]
    [InlineData(400, false)]
    [InlineData(413, false)]
    public async Task Http_tries_again_what_the_specification_says(int status, bool isRetried)
    {
        await using OtlpRig rig = await StartAsync("http");
        rig.Receiver.RespondWith(status, "no", retryAfter: "7");
        Send(rig, points: 2);
        Task<long> stop = rig.Destination.StopAsync(TestContext.Current.CancellationToken);
        if (isRetried)
        {
            (await rig.Time.PassWaitAsync()).ShouldBe(TimeSpan.FromSeconds(7));
        }

        (await Patience.Of(stop)).ShouldBe(0);
        rig.Receiver.Points.Count.ShouldBe(isRetried ? 2 : 0);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(isRetried ? 0 : 2);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http")]
    public async Task A_partial_success_is_counted_and_not_tried_again(string protocol)
    {
        await using OtlpRig rig = await StartAsync(protocol);
        rig.Receiver.RejectPoints(2, "too old");
        Send(rig, points: 5);

        await rig.FlushAsync();

        rig.Receiver.Requests.Count.ShouldBe(1);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(3);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(2);
        rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("too old");
    }

    [Fact]
    public async Task Points_wait_no_longer_than_the_deadline()
    {
        await using OtlpRig rig = await StartAsync("grpc");
        Send(rig, points: 1);
        rig.Destination.Status.PendingSamples.ShouldBe(1);

        rig.Time.Advance(TimeSpan.FromSeconds(5));

        await Patience.Until(() => rig.Receiver.Points.Count == 1);
    }

    [Fact]
    public async Task What_does_not_fit_the_queue_is_dropped_the_oldest_first()
    {
        await using OtlpRig rig = await StartAsync("http");
        rig.Options.Queue.MaxSamplesPerSend = 1;
        rig.Options.Queue.Capacity = 2;
        rig.Receiver.RespondWith(503);
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, null, "a");
        Append(target, 1);
        await rig.Time.NextWaitAsync();
        for (int i = 2; i <= 5; i++)
        {
            Append(target, i);
        }

        rig.Metrics["samples.dropped{destination=test,reason=queue_full}"].ShouldBe(2);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.FlushAsync();
        rig.Receiver.Points.Select(point => point.Value!.Value).ShouldBe([1, 4, 5]);
    }

    [Fact]
    public async Task What_is_left_at_the_stop_is_counted()
    {
        await using OtlpRig rig = await StartAsync("http");
        rig.Receiver.RespondWith(503);
        Send(rig, points: 4);
        using var deadline = new CancellationTokenSource();
        Task<long> stop = rig.Destination.StopAsync(deadline.Token);
        await rig.Time.NextWaitAsync();

        await deadline.CancelAsync();

        (await Patience.Of(stop)).ShouldBe(4);
        rig.Destination.Status.PendingSamples.ShouldBe(0);
        rig.Metrics["samples.dropped{destination=test,reason=stopped}"].ShouldBe(4);
    }

    private static async Task<OtlpRig> StartAsync(string protocol)
    {
        OtlpRig rig = await OtlpRig.StartAsync();
        rig.Options.Protocol = protocol;
        rig.Options.Url = (protocol == "grpc" ? rig.Receiver.GrpcUrl : rig.Receiver.HttpUrl).ToString();
        return rig;
    }

    private static void Send(OtlpRig rig, int points)
    {
        ITargetAppender target = rig.Open();
        for (int i = 0; i < points; i++)
        {
            OtlpRig.Define(target, i, null, "a", ("i", $"{i}"));
            target.Append(i, 1000, i);
        }

        target.Commit();
    }

    private static void Append(ITargetAppender target, int value)
    {
        target.Append(0, value, value);
        target.Commit();
    }
}
