using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public sealed class SpoolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("spool");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_is_older_than_the_window_survives_the_death_of_the_process()
    {
        string copy = Path.Combine(_directory.FullName, "copy");
        await using (Rig rig = WithSpool("own"))
        {
            rig.Options.Queue.MaxSamplesPerSend = 2;
            rig.Receiver.ThenHang();

            // The last one is in a request that is still open.
            rig.Send(1, 2, 3, 4, 5);
            await rig.Receiver.NextAsync();
            await PassWindow(rig, samples: 5);

            // The file as the system has it, while the process is at it.
            CopyDirectory(Path.Combine(_directory.FullName, "own"), copy);
        }

        await using Rig next = WithSpool("copy");
        next.Send(6);
        (await next.StopAsync()).ShouldBe(0);
        next.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 2, 3, 4, 5, 6]);
        next.Destination.Status.PendingSamples.ShouldBe(0);
    }

    [Fact]
    public async Task A_stop_loses_nothing_though_the_receiver_is_dead()
    {
        await using (Rig rig = WithSpool("own"))
        {
            rig.Options.Queue.MaxSamplesPerSend = 2;
            rig.Receiver.ThenHang();
            rig.Send(1, 2, 3, 4, 5);
            await rig.Receiver.NextAsync();
            (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(0);
            rig.Log.All.ShouldContain("stopped with 5 samples in its spool, which the next start sends");
            rig.Metrics["samples.dropped{destination=test,reason=stopped}"].ShouldBe(0);
        }

        await using Rig next = WithSpool("own");
        (await next.StopAsync()).ShouldBe(0);
        next.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 2, 3, 4, 5]);

        await using Rig last = WithSpool("own");
        (await last.StopAsync()).ShouldBe(0);
        last.Receiver.Exchanges.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_memory_has_no_room_for_goes_to_disk_and_arrives_in_order()
    {
        await using Rig rig = WithSpool("own");
        rig.Options.Queue.Capacity = 4;
        TaskCompletionSource hanging = rig.Receiver.ThenHang();
        rig.Send([.. Enumerable.Range(1, 30)]);
        await rig.Receiver.NextAsync();
        await PassWindow(rig, samples: 30);
        rig.Send([.. Enumerable.Range(31, 30)]);
        rig.Destination.Status.PendingSamples.ShouldBe(60);

        hanging.SetResult();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => (int)sample.Value).ShouldBe(Enumerable.Range(1, 60));
        rig.Destination.Status.DroppedSamples.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_saved_for_a_receiver_of_2_0_reaches_one_of_1_0()
    {
        await using (Rig rig = WithSpool("own"))
        {
            rig.Options.ProtobufMessage = RemoteWriteMessages.Version2;
            rig.Receiver.ThenHang();
            rig.Send(1, 2, 3);
            await rig.Receiver.NextAsync();
            (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(0);
        }

        await using Rig next = WithSpool("own");
        (await next.StopAsync()).ShouldBe(0);
        next.Receiver.Exchanges.ShouldAllBe(exchange => !exchange.IsVersion2);
        next.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_file_that_another_process_has_is_said_to_be()
    {
        await using Rig first = WithSpool("own");
        _ = first.Destination;
        await using Rig second = WithSpool("own");
        second.Send(1);
        (await second.StopAsync()).ShouldBe(0);
        second.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("database is locked");
        second.Receiver.Accepted.Length.ShouldBe(1);
    }

    [Fact]
    public async Task New_samples_may_go_before_those_on_disk()
    {
        await using (Rig rig = WithSpool("own"))
        {
            rig.Receiver.ThenHang();
            rig.Send(1, 2);
            (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(0);
        }

        await using Rig next = WithSpool("own");
        next.Options.Spool.FreshFirst = true;
        TaskCompletionSource hanging = next.Receiver.ThenHang();
        _ = next.Destination;
        (await next.Receiver.NextAsync()).Values.ShouldBe([1]);
        next.Send(3);
        (await next.Receiver.NextAsync()).Values.ShouldBe([3]);
        hanging.SetResult();
        (await next.StopAsync()).ShouldBe(0);
        next.Receiver.Accepted.Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_working_receiver_causes_no_writes()
    {
        await using Rig rig = WithSpool("own");
        string file = Path.Combine(_directory.FullName, "own", "test.spool");
        rig.Send(0);
        await rig.Receiver.NextAsync();
        byte[] before = WrittenTo(file);
        for (int i = 1; i < 20; i++)
        {
            rig.Send(i);
            await rig.Receiver.NextAsync();
            await Patience.Until(() => rig.Destination.Status.PendingSamples == 0);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        rig.Destination.Status.SpooledBytes.ShouldBe(0);
        WrittenTo(file).ShouldBe(before);
    }

    [Fact]
    public async Task The_oldest_go_when_the_spool_is_full()
    {
        await using Rig rig = WithSpool("own");
        rig.Options.Spool.MaxBytes = 1024 * 1024;
        TaskCompletionSource hanging = rig.Receiver.ThenHang();
        rig.Send(1);
        await rig.Receiver.NextAsync();
        for (int i = 2; i <= 6; i++)
        {
            rig.Target.Define(i, LabelSet.Of(("__name__", "long"), ("noise", Noise(i))));
            rig.Target.Append(i, i, i);
            rig.Target.Commit();
        }

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await Patience.Until(() => rig.Metrics["samples.dropped{destination=test,reason=spool_full}"] > 0);
        rig.Destination.Status.SpooledBytes.ShouldBeLessThanOrEqualTo(1024 * 1024);
        rig.Log.All.ShouldContain("The spool of test is full");
        hanging.SetResult();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 4, 5, 6]);
    }

    [Fact]
    public async Task What_is_too_old_is_dropped_and_counted()
    {
        await using Rig rig = WithSpool("own");
        rig.Receiver.ThenHang();
        rig.Send(1, 2, 3);
        await rig.Receiver.NextAsync();
        await PassWindow(rig, samples: 3);
        rig.Options.RemoteTimeout.ShouldBeLessThan(TimeSpan.FromHours(9));
        rig.Receiver.ThenHang();
        rig.Time.Advance(TimeSpan.FromHours(9));
        await Patience.Until(() => rig.Metrics["samples.dropped{destination=test,reason=spool_age}"] >= 2);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_used_is_said_and_delivery_goes_on_from_memory()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "file"), "", TestContext.Current.CancellationToken);
        await using Rig rig = WithSpool("file");
        rig.Send(1, 2, 3);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 2, 3]);
        string message = rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem();
        message.ShouldStartWith("The spool of test cannot be used, and delivery goes on from memory: ");
    }

    [Fact]
    public async Task Without_its_disk_a_full_queue_drops_its_oldest()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "file"), "", TestContext.Current.CancellationToken);
        await using Rig rig = WithSpool("file");
        rig.Options.Queue.Capacity = 4;
        TaskCompletionSource hanging = rig.Receiver.ThenHang();
        rig.Send(1);
        await rig.Receiver.NextAsync();
        rig.Send(2, 3, 4, 5, 6, 7);
        rig.Metrics["samples.dropped{destination=test,reason=queue_full}"].ShouldBe(2);
        hanging.SetResult();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 4, 5, 6, 7]);
    }

    [Fact]
    public async Task A_damaged_file_is_put_aside()
    {
        string path = Path.Combine(_directory.CreateSubdirectory("own").FullName, "test.spool");
        await File.WriteAllTextAsync(path, new string('x', 8192), TestContext.Current.CancellationToken);
        await using (Rig rig = WithSpool("own"))
        {
            rig.Receiver.ThenHang();
            rig.Send(1, 2);
            await rig.Receiver.NextAsync();
            (await rig.Destination.StopAsync(new CancellationToken(canceled: true))).ShouldBe(0);
            rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldStartWith("The spool of test is damaged: ");
        }

        Directory.GetFiles(_directory.FullName, "test.spool.damaged-*", SearchOption.AllDirectories).Length.ShouldBe(1);
        await using Rig next = WithSpool("own");
        (await next.StopAsync()).ShouldBe(0);
        next.Receiver.Accepted.Select(sample => sample.Value).ShouldBe([1, 2]);
    }

    private Rig WithSpool(string directory)
    {
        var rig = new Rig();
        rig.Options.Spool.Directory = Path.Combine(_directory.FullName, directory);
        return rig;
    }

    private static async Task PassWindow(Rig rig, int samples)
    {
        // Half of the window seals what is open, the rest makes it old enough.
        rig.Time.Advance(TimeSpan.FromSeconds(0.5));
        rig.Time.Advance(TimeSpan.FromSeconds(0.5));
        await Patience.Until(() => rig.Destination.Status.SpooledBytes > 0);
        rig.Destination.Status.PendingSamples.ShouldBe(samples);
    }

    private static void CopyDirectory(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }

    private static byte[] WrittenTo(string file)
    {
        using var source = new FileStream(file + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        source.CopyTo(content);
        return content.ToArray();
    }

    private static string Noise(int seed)
    {
        byte[] noise = new byte[200_000];
        new Random(seed).NextBytes(noise);
        return Convert.ToBase64String(noise);
    }
}
