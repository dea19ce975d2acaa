using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public sealed class OtlpSpoolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("spool");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("grpc", "http", "gzip")]
    [InlineData("http", "grpc", "gzip")]
    [InlineData("http", "http", "none")]
    public async Task A_restart_sends_what_was_left_in_order_and_by_the_way_configured_now(string before, string after, string compression)
    {
        await using (OtlpRig rig = await StartAsync(before, compression))
        {
            if (before == "grpc")
            {
                rig.Receiver.RespondWithGrpc(14);
            }
            else
            {
                rig.Receiver.RespondWith(503);
            }

            ITargetAppender target = Open(rig);
            Append(target, 1, 2, 3);
            await rig.Time.NextWaitAsync();
            (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(0);
            rig.Receiver.Points.ShouldBeEmpty();
            rig.Log.All.ShouldContain("stopped with 3 samples in its spool");
        }

        await using OtlpRig next = await StartAsync(after, "gzip");
        Append(Open(next), 4);
        await next.FlushAsync();
        next.Receiver.Points.Select(point => point.Value!.Value).ShouldBe([1, 2, 3, 4]);
        next.Destination.Status.SpooledBytes.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_older_than_the_window_survives_the_death_of_the_process()
    {
        string copy = Path.Combine(_directory.FullName, "copy");
        await using (OtlpRig rig = await StartAsync("grpc"))
        {
            rig.Options.Url = "http://127.0.0.1:1";
            Append(Open(rig), 1, 2, 3);
            await rig.Time.NextWaitAsync();
            await Patience.Until(() =>
            {
                rig.Time.Advance(Rig.SpoolTick);
                return rig.Destination.Status.SpooledBytes > 0;
            });
            Directory.CreateDirectory(copy);
            foreach (string file in Directory.GetFiles(Path.Combine(_directory.FullName, "own")))
            {
                // The file as the system has it, while the process is at it.
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
        }

        await using OtlpRig next = await StartAsync("grpc", directory: "copy");
        await next.FlushAsync();
        next.Receiver.Points.Select(point => point.Value!.Value).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task What_a_destination_of_another_type_left_is_counted_as_lost_and_said()
    {
        await using (OtlpRig rig = await StartAsync("http"))
        {
            rig.Receiver.RespondWith(503);
            Append(Open(rig), 1, 2);
            await rig.Time.NextWaitAsync();
            (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(0);
        }

        await using var next = new Rig();
        next.Options.Spool.Directory = Path.Combine(_directory.FullName, "own");
        next.Send(3);
        (await next.StopAsync()).ShouldBe(0);
        next.Receiver.Accepted.ShouldHaveSingleItem().Value.ShouldBe(3);
        next.Metrics["samples.dropped{destination=test,reason=spool_foreign}"].ShouldBe(2);
        next.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldStartWith("2 samples in the spool of test are lost");
    }

    [Fact]
    public async Task Shards_double_when_they_lag()
    {
        await using OtlpRig rig = await StartAsync("http");
        rig.Options.Queue.MaxSamplesPerSend = 1;
        rig.Options.Queue.MaxShards = 2;
        ITargetAppender target = Open(rig);
        Append(target, [.. Enumerable.Range(0, 200)]);
        await Patience.Until(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            Append(target, [.. Enumerable.Range(0, 200)]);
            return rig.Log.All.Contains("from now on 2 shards send side by side", StringComparison.Ordinal);
        });
        await rig.FlushAsync();
    }

    private async Task<OtlpRig> StartAsync(string protocol, string compression = "gzip", string directory = "own")
    {
        OtlpRig rig = await OtlpRig.StartAsync();
        rig.Options.Protocol = protocol;
        rig.Options.Compression = compression;
        rig.Options.Url = (protocol == "grpc" ? rig.Receiver.GrpcUrl : rig.Receiver.HttpUrl).ToString();
        rig.Options.Spool.Directory = Path.Combine(_directory.FullName, directory);
        rig.Options.Queue.MaxSamplesPerSend = 1;
        return rig;
    }

    private static ITargetAppender Open(OtlpRig rig)
    {
        ITargetAppender target = rig.Open();
        OtlpRig.Define(target, 0, null, "a");
        return target;
    }

    private static void Append(ITargetAppender target, params ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            target.Append(0, value, value);
            target.Commit();
        }
    }
}
