using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using PipelineDsl.Testing;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.Hosting.Tests;

/// <summary>Each kind of bad input makes a line that an operator understands, and the rest goes on.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private RemoteWriteReceiver _receiver = null!;
    private TargetServer _good = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await RemoteWriteReceiver.StartAsync();
        _good = await TargetServer.StartAsync("good_total 1\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _good.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_api_server_that_cannot_be_reached()
    {
        await using TestHost host = await StartAsync("http://127.0.0.1:1", Pods);

        string line = await host.Logs.LineAsync("Kubernetes", "127.0.0.1:1").WaitAsync(s_patience);

        line.ShouldContain("refused");
        await GoodSamplesArriveAsync();
    }

    [Fact]
    public async Task An_api_server_that_does_not_know_the_credentials()
    {
        await using TargetServer unknowing = await TargetServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync("""{"kind":"Status","status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}""");
        });
        await using TestHost host = await StartAsync($"http://{unknowing.Address}", Pods);

        await host.Logs.LineAsync("Kubernetes", "401", "credentials").WaitAsync(s_patience);
        await GoodSamplesArriveAsync();
    }

    [Fact]
    public async Task An_api_server_that_grants_too_little()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        using IDisposable _ = cluster.Forbid("*", "pods");
        await using TestHost host = await StartAsync(cluster.Url.ToString(), Pods);

        string line = await host.Logs.LineAsync("Kubernetes", "403").WaitAsync(s_patience);

        line.ShouldContain("list on pods");
        line.ShouldContain("get, list, watch");
        await GoodSamplesArriveAsync();
    }

    [Fact]
    public async Task A_malformed_exposition()
    {
        await using TargetServer bad = await TargetServer.StartAsync("fine 1\nbroken{ 2\n");
        await using TestHost host = await StartAsync(null, Static("bad", bad.Address));

        string line = await host.Logs.LineAsync("Warning", bad.Address).WaitAsync(s_patience);

        line.ShouldContain("line 2");
        await UpIsZeroAsync(bad.Address);
        await GoodSamplesArriveAsync();
    }

    [Fact]
    public async Task A_target_that_takes_too_long()
    {
        await using TargetServer slow = await TargetServer.StartAsync(async context =>
        {
            // Until the scrape gives up.
            var gone = new TaskCompletionSource();
            await using CancellationTokenRegistration _ = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        await using TestHost host = await StartAsync(null, Static("slow", slow.Address));

        string line = await host.Logs.LineAsync("Warning", slow.Address).WaitAsync(s_patience);

        line.ShouldContain("500ms");
        await UpIsZeroAsync(slow.Address);
        await GoodSamplesArriveAsync();
    }

    [Fact]
    public async Task A_receiver_that_says_bad_request()
    {
        _receiver.RespondWith(StatusCodes.Status400BadRequest, "label name is not to my taste");
        await using TestHost host = await StartAsync(null);

        string line = await host.Logs.LineAsync("Error", "400").WaitAsync(s_patience);

        line.ShouldContain("label name is not to my taste");
        await GoodSamplesArriveAsync();
    }

    [Fact]
    public async Task A_receiver_that_fails_for_a_while()
    {
        _receiver.RespondWith(StatusCodes.Status500InternalServerError, "out of order", times: 2);
        await using TestHost host = await StartAsync(null);

        await host.Logs.LineAsync("Warning", "500").WaitAsync(s_patience);
        await host.Logs.LineAsync("Information", "archive").WaitAsync(s_patience);
        await GoodSamplesArriveAsync();
    }

    private static void Pods(IHostApplicationBuilder builder) =>
        builder.AddPipeline("pods", _ => Discover.Pods().Scrape().ForwardTo(new Destination("archive")));

    private static Action<IHostApplicationBuilder> Static(string name, string address) => builder =>
        builder.AddPipeline(name, _ => Discover.Static(address)
            .Scrape(s => s with { Interval = 1.Seconds(), Timeout = 500.Milliseconds() }).ForwardTo(new Destination("archive")));

    private async Task<TestHost> StartAsync(string? kubernetes, Action<IHostApplicationBuilder>? bad = null) => await TestHost.StartAsync(
        new Dictionary<string, string?>
        {
            ["Kubernetes:Url"] = kubernetes,
            ["Destinations:archive:Url"] = _receiver.Url.ToString(),
            ["Destinations:archive:Queue:BatchSendDeadline"] = "00:00:00.100",
        },
        builder =>
        {
            bad?.Invoke(builder);
            Static("good", _good.Address)(builder);
        });

    private Task GoodSamplesArriveAsync() => SampleAsync(sample => sample.Name == "good_total" && sample.Value == 1);

    private Task UpIsZeroAsync(string instance) =>
        SampleAsync(sample => sample.Name == "up" && sample.Labels["instance"] == instance && sample.Value == 0);

    private async Task SampleAsync(Func<ReceivedSample, bool> isIt)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        await _receiver.WaitForAsync(receiver => receiver.Samples.Any(isIt), patience.Token);
    }
}
