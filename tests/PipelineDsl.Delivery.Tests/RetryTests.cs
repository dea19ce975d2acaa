using System.Net;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public class RetryTests
{
    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Waits_double_up_to_the_longest(HttpStatusCode status)
    {
        await using var rig = new Rig();
        rig.Receiver.Then(status, times: 11);
        rig.Send(1, 2);

        var waits = new List<double>();
        for (int i = 0; i < 11; i++)
        {
            waits.Add((await rig.Time.PassWaitAsync()).TotalMilliseconds);
        }

        (await rig.StopAsync()).ShouldBe(0);
        double[] nominal = [30, 60, 120, 240, 480, 960, 1920, 3840, 5000, 5000, 5000];
        for (int i = 0; i < nominal.Length; i++)
        {
            waits[i].ShouldBeInRange(nominal[i] / 2, nominal[i]);
        }

        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 2]);
        rig.Receiver.Exchanges.Select(exchange => exchange.Headers.GetValueOrDefault("Retry-Attempt", "-"))
            .ShouldBe(["-", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "-"]);
        rig.Metrics["retries{destination=test}"].ShouldBe(11);
    }

    [Fact]
    public async Task The_waits_start_again_with_the_next_request()
    {
        await using var rig = new Rig();
        rig.Receiver.Then(HttpStatusCode.BadGateway, times: 3).Then(HttpStatusCode.OK).Then(HttpStatusCode.BadGateway);
        rig.Send(1, 2);
        for (int i = 0; i < 3; i++)
        {
            await rig.Time.PassWaitAsync();
        }

        (await rig.Time.PassWaitAsync()).TotalMilliseconds.ShouldBeInRange(15, 30);
        (await rig.StopAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0.03)]
    [InlineData("99999999", 600)]
    [InlineData("nonsense", 0.03)]
    public async Task Retry_after_in_seconds_is_honoured(string header, double most)
    {
        await using var rig = new Rig();
        rig.Receiver.Then(HttpStatusCode.TooManyRequests, retryAfter: header);
        rig.Send(1);
        double wait = (await rig.Time.PassWaitAsync()).TotalSeconds;
        wait.ShouldBeInRange(most < 1 ? most / 2 : most, most);
        (await rig.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_honoured()
    {
        await using var rig = new Rig();
        rig.Receiver.Then(HttpStatusCode.ServiceUnavailable, retryAfter: rig.Time.GetUtcNow().AddSeconds(42).ToString("r"));
        rig.Send(1);
        (await rig.Time.PassWaitAsync()).ShouldBe(TimeSpan.FromSeconds(42));
        (await rig.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task No_answer_in_time_is_tried_again()
    {
        await using var rig = new Rig();
        rig.Receiver.ThenHang();
        rig.Send(1);
        await rig.Receiver.NextAsync();
        rig.Time.Advance(Rig.RemoteTimeout);
        await rig.Time.PassWaitAsync();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Length.ShouldBe(1);
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem()
            .ShouldBe("Delivery to test (http://receiver.example/api/v1/write) fails and is tried again until it works: no answer within 00:00:31");
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_until_the_receiver_is_there()
    {
        int port = FreePort();
        await using var rig = new Rig { UsesNetwork = true };
        rig.Options.Url = $"http://127.0.0.1:{port}/api/v1/write";
        rig.Send(1, 2, 3);
        await rig.Time.PassWaitAsync();
        TimeSpan wait = await rig.Time.NextWaitAsync();
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(new() { Port = port }, TestContext.Current.CancellationToken);
        rig.Time.Advance(wait);
        await receiver.WaitForAsync(r => r.SamplesReceived == 3, TestContext.Current.CancellationToken);
        receiver.Samples.Select(sample => sample.Value).ShouldBe([1, 2, 3]);
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain("Connection refused");
    }

    [Fact]
    public async Task A_cut_connection_is_tried_again()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        receiver.CutConnection(2);
        await using var rig = new Rig { UsesNetwork = true };
        rig.Options.Url = receiver.Url.ToString();
        rig.Send(1, 2);
        await rig.Time.PassWaitAsync();
        await rig.Time.PassWaitAsync();
        (await rig.StopAsync()).ShouldBe(0);
        receiver.Samples.Select(sample => sample.Value).ShouldBe([1, 2]);
        receiver.Requests.Select(request => request.Status).ShouldBe([0, 0, 204, 204]);
    }

    [Fact]
    public async Task A_rejected_request_is_not_tried_again_and_the_next_goes()
    {
        await using var rig = new Rig();
        rig.Receiver.Then(HttpStatusCode.BadRequest, "out of order sample\r\nERROR forged \u001b[31mline" + new string('x', 5000));
        rig.Send(1, 2);
        (await rig.StopAsync()).ShouldBe(0);

        rig.Receiver.Exchanges.Select(exchange => exchange.Values[0]).ShouldBe([1, 2]);
        string message = rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem();
        message.ShouldStartWith(
            "test (http://receiver.example/api/v1/write) rejected 1 samples, which are lost: 400 BadRequest: out of order sample ERROR forged [31mlinexxx");
        message.ShouldEndWith("xxx. Samples rejected since the last such message: 1");
        message.Count(c => c == 'x').ShouldBe(256 - "out of order sample ERROR forged [31mline".Length + 1);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(1);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(1);
        rig.Destination.Status.LastError!.ShouldStartWith("400");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.NotModified)]
    public async Task Other_answers_are_not_tried_again(HttpStatusCode status)
    {
        await using var rig = new Rig();
        rig.Receiver.Then(status);
        rig.Send(1);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.Length.ShouldBe(1);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(1);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        receiver.RespondWith(307);
        await using var rig = new Rig { UsesNetwork = true };
        rig.Options.Url = receiver.Url.ToString();
        rig.Send(1);
        (await rig.StopAsync()).ShouldBe(0);
        receiver.Requests.Select(request => request.Status).ShouldBe([307]);
    }

    [Fact]
    public async Task Rejections_are_logged_once_a_minute_with_their_sum()
    {
        await using var rig = new Rig();
        rig.Receiver.Then(HttpStatusCode.BadRequest, times: 6);
        rig.Send(1, 2, 3, 4, 5);
        for (int i = 0; i < 5; i++)
        {
            await rig.Receiver.NextAsync();
        }

        await rig.Log.NextAsync(LogLevel.Error);
        await Patience.Until(() => rig.Destination.Status.DroppedSamples == 5);

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        rig.Send(6);
        (await rig.Log.NextAsync(LogLevel.Error)).ShouldEndWith("rejected since the last such message: 5");
        rig.Log.Of(LogLevel.Error).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Failure_and_recovery_are_logged_once()
    {
        await using var rig = new Rig();
        rig.Options.Url = "https://receiver.example/api/v1/write?token=hidden";
        rig.Receiver.Then(HttpStatusCode.InternalServerError, "ingester down", times: 2).Then(new HttpRequestException("no route"));
        rig.Send(1);
        for (int i = 0; i < 2; i++)
        {
            await rig.Time.PassWaitAsync();
        }

        TimeSpan last = await rig.Time.NextWaitAsync();
        rig.Destination.Status.FailingSince.ShouldNotBeNull();
        rig.Destination.Status.LastError.ShouldBe("no route");
        rig.Time.Advance(last);
        await rig.StopAsync();

        rig.Log.Of(LogLevel.Warning).ShouldBe(
            ["Delivery to test (https://receiver.example/api/v1/write) fails and is tried again until it works: 500 InternalServerError: ingester down"]);
        rig.Log.Of(LogLevel.Information).ShouldHaveSingleItem().ShouldMatch(@"^Delivery to test works again, after 00:00:00\.\d+ and 3 retries$");
        rig.Destination.Status.FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_defect_costs_one_request_and_is_logged()
    {
        await using var rig = new Rig();
        rig.Receiver.Then(new NotSupportedException("what is that"));
        rig.Send(1, 2);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([2]);
        rig.Log.Of(LogLevel.Error)[0].ShouldContain("is a defect of PipelineDsl; its samples are lostSystem.NotSupportedException: what is that");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
