using System.Net;
using Microsoft.Extensions.Logging;
using PipelineDsl.Testing.RemoteWrite.V2;

namespace PipelineDsl.Delivery.Tests;

public class Version2Tests
{
    [Fact]
    public async Task A_request_holds_each_text_once_and_the_series_by_number()
    {
        await using Rig rig = Version2();
        rig.Options.Queue.MaxSamplesPerSend = 2;
        ITargetAppender target = rig.Destination.OpenTarget(7);
        target.Define(0, LabelSet.Of(("__name__", "a"), ("job", "x"), ("pod", "a")));
        target.Define(1, LabelSet.Of(("__name__", "b"), ("job", "x"), ("pod", "a")));
        target.Append(0, 1_700_000_000_123, 4.5);
        target.Append(1, 1_700_000_000_123, 5);
        target.Commit();

        Request request = (await rig.Receiver.NextAsync()).Request2;
        request.Symbols.ShouldBe(["", "__name__", "a", "job", "x", "pod", "b"]);
        request.Timeseries.Select(series => series.LabelsRefs.ToArray()).ShouldBe([[1u, 2, 3, 4, 5, 2], [1u, 6, 3, 4, 5, 2]]);
        request.Timeseries[0].Samples.ShouldHaveSingleItem().ShouldBe(new Sample { Timestamp = 1_700_000_000_123, Value = 4.5 });
    }

    [Fact]
    public async Task Requests_carry_the_headers_of_the_protocol()
    {
        await using Rig rig = Version2();
        rig.Send(1);
        Exchange exchange = await rig.Receiver.NextAsync();
        exchange.Headers["Content-Type"].Replace(" ", "").ShouldBe("application/x-protobuf;proto=io.prometheus.write.v2.Request");
        exchange.Headers["Content-Encoding"].ShouldBe("snappy");
        exchange.Headers["X-Prometheus-Remote-Write-Version"].ShouldBe("2.0.0");
    }

    [Fact]
    public async Task Every_request_has_the_symbols_it_needs()
    {
        await using Rig rig = Version2();
        rig.Send(1, 2);
        rig.Target.Release(0);
        rig.Target.Define(0, LabelSet.Of(("__name__", "other")));
        rig.Send(3);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => (sample.Name, sample.Value)).ShouldBe([("up", 1), ("up", 2), ("other", 3)]);
        rig.Receiver.Exchanges.ShouldAllBe(exchange => exchange.IsVersion2);
    }

    [Fact]
    public async Task A_receiver_that_knows_only_the_old_version_gets_it_and_loses_nothing()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(
            new() { AcceptsVersion2 = false }, TestContext.Current.CancellationToken);
        await using Rig rig = Version2(usesNetwork: true);
        rig.Options.Url = receiver.Url.ToString();
        rig.Send(1, 2, 3);
        await receiver.WaitForAsync(r => r.SamplesReceived == 3, TestContext.Current.CancellationToken);
        rig.Send(4);
        (await rig.StopAsync()).ShouldBe(0);

        receiver.Samples.Select(sample => sample.Value).ShouldBe([1, 2, 3, 4]);
        receiver.Requests.Select(request => request.Status).ShouldBe([415, 204, 204, 204, 204]);
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldBe(
            $"test ({receiver.Url}) does not take remote write 2.0 and gets 1.0 from now on: "
            + "415 UnsupportedMediaType: this receiver knows prometheus.WriteRequest only. Remove ProtobufMessage to begin with 1.0");
    }

    [Fact]
    public async Task An_answer_that_does_not_count_what_was_written_comes_from_an_old_receiver()
    {
        await using Rig rig = Version2();
        rig.Receiver.SaysWritten = false;
        rig.Send(1);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.Select(exchange => exchange.IsVersion2).ShouldBe([true, false]);
        rig.Receiver.Exchanges[1].Values.ShouldBe([1]);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(1);
    }

    [Fact]
    public async Task Samples_that_the_receiver_did_not_write_are_counted()
    {
        await using Rig rig = Version2();
        rig.Options.Queue.MaxSamplesPerSend = 3;
        rig.Receiver.NotWritten = 2;
        rig.Send(1, 2, 3);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Metrics["samples.sent{destination=test}"].ShouldBe(1);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(2);
        rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("rejected 2 samples, which are lost: only 1 of 3 samples were written");
    }

    [Fact]
    public async Task An_error_of_2_0_is_not_a_reason_to_fall_back()
    {
        await using Rig rig = Version2();
        rig.Receiver.Then(HttpStatusCode.BadRequest, "out of order");
        rig.Send(1, 2);
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Exchanges.ShouldAllBe(exchange => exchange.IsVersion2);
        rig.Metrics["samples.dropped{destination=test,reason=rejected}"].ShouldBe(1);
    }

    private static Rig Version2(bool usesNetwork = false)
    {
        var rig = new Rig { UsesNetwork = usesNetwork };
        rig.Options.ProtobufMessage = RemoteWriteMessages.Version2;
        return rig;
    }
}
