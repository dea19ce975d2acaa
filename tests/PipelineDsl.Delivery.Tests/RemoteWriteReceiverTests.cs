using System.Net;
using Google.Protobuf;
using PipelineDsl.Testing.RemoteWrite;
using WireLabel = PipelineDsl.Testing.RemoteWrite.Label;

namespace PipelineDsl.Delivery.Tests;

public class RemoteWriteReceiverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_and_headers_are_kept()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(cancellationToken: Cancellation);
        await using var rig = new Rig { UsesNetwork = true };
        rig.Options.Url = receiver.Url.ToString();
        rig.Options.TenantId = "team";
        Task waiting = receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Value == 2), Cancellation);
        rig.Send(1, 2);
        await waiting;
        receiver.Samples.ShouldBe([new(LabelSet.Of(("__name__", "up")), 1, 1), new(LabelSet.Of(("__name__", "up")), 2, 2)]);
        receiver.Requests[0].Headers["x-scope-orgid"].ShouldBe("team");
        (receiver.SamplesReceived, receiver.RequestsReceived).ShouldBe((2, 2));
        receiver.Clear();
        receiver.Samples.ShouldBeEmpty();
        receiver.SamplesReceived.ShouldBe(2);
    }

    [Fact]
    public async Task Faults_come_in_the_order_they_were_ordered()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(cancellationToken: Cancellation);
        receiver.RespondWith(503, "busy", times: 2, retryAfter: "3");
        receiver.RespondWith(400, "bad");
        using var http = new HttpClient();
        var answers = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            using HttpResponseMessage response = await http.PostAsync(receiver.Url, Body(("__name__", "up")), Cancellation);
            answers.Add($"{(int)response.StatusCode} {response.Headers.RetryAfter} {await response.Content.ReadAsStringAsync(Cancellation)}".Trim());
        }

        answers.ShouldBe(["503 3 busy", "503 3 busy", "400  bad", "204"]);
        receiver.SamplesReceived.ShouldBe(1);
        receiver.RespondWith(500, times: 100);
        receiver.Recover();
        (await http.PostAsync(receiver.Url, Body(("__name__", "up")), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetAsync(receiver.Url, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_breaks_the_protocol_is_refused()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(new() { MaxRequestBytes = 1000 }, Cancellation);
        using var http = new HttpClient();
        async Task<string> Post(HttpContent content)
        {
            using HttpResponseMessage response = await http.PostAsync(receiver.Url, content, Cancellation);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            return await response.Content.ReadAsStringAsync(Cancellation);
        }

        (await Post(Body(("b", "1"), ("__name__", "up")))).ShouldStartWith("label names are not sorted and unique");
        (await Post(Body(("__name__", "up"), ("b", "1"), ("b", "2")))).ShouldStartWith("label names are not sorted and unique");
        (await Post(Body(("__name__", "up"), ("b", "")))).ShouldStartWith("a label has no name or no value");
        (await Post(Body(("b", "1")))).ShouldStartWith("__name__ is missing");
        (await Post(new ByteArrayContent([]))).ShouldStartWith("not a snappy block");
        (await Post(new ByteArrayContent([5, 0xff, 0xff]))).ShouldStartWith("not a snappy block");
        (await Post(new ByteArrayContent(IronSnappy.Snappy.Encode([1, 2, 3])))).ShouldStartWith("not a WriteRequest");
        (await Post(new ByteArrayContent(IronSnappy.Snappy.Encode(new byte[2000])))).ShouldBe("the request is 2000 bytes long; at most 1000 are accepted");
        receiver.SamplesReceived.ShouldBe(0);
    }

    [Fact]
    public async Task A_long_running_receiver_keeps_the_latest_of_each_live_series()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(new() { LatestOnly = true, MaxRequests = 2 }, Cancellation);
        await using var rig = new Rig { UsesNetwork = true };
        rig.Options.Url = receiver.Url.ToString();
        rig.Send(1, 2, 3);
        await receiver.WaitForAsync(r => r.SamplesReceived == 3, Cancellation);
        receiver.Samples.ShouldHaveSingleItem().Value.ShouldBe(3);
        receiver.Requests.Count.ShouldBe(2);
        rig.Target.Append(0, 4, StaleMarker.Value);
        rig.Target.Commit();
        await receiver.WaitForAsync(r => r.SamplesReceived == 4, Cancellation);
        receiver.Samples.ShouldBeEmpty();
    }

    [Fact]
    public async Task Waiting_ends_when_cancelled()
    {
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync(cancellationToken: Cancellation);
        await Should.ThrowAsync<OperationCanceledException>(() => receiver.WaitForAsync(_ => false, new CancellationToken(canceled: true)));
    }

    private static ByteArrayContent Body(params (string Name, string Value)[] labels)
    {
        var series = new TimeSeries { Samples = { new Sample { Value = 1, Timestamp = 1 } } };
        series.Labels.AddRange(labels.Select(label => new WireLabel { Name = label.Name, Value = label.Value }));
        return new ByteArrayContent(IronSnappy.Snappy.Encode(new WriteRequest { Timeseries = { series } }.ToByteArray()));
    }
}
