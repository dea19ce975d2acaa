using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>A pipeline's pool with a clock that stands still until a test moves it.</summary>
internal sealed class ScrapeHarness : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public ScrapeHarness(
        Func<ScrapeOptions, ScrapeOptions>? options = null, Action<MetricRules>? metrics = null, Action<TargetRules<StaticTarget>>? targets = null,
        ITargetOwnership? ownership = null)
    {
        Targets<StaticTarget> stage = Discover.Static("unused:1");
        stage = targets is null ? stage : stage.Relabel(targets);
        Metrics scraped = stage.Scrape(o => (options ?? (x => x))(o with { Interval = Interval }));
        Pipeline pipeline = (metrics is null ? scraped : scraped.Relabel(metrics)).ForwardTo(new Destination("recording"));
        Engine = new ScrapeEngine(Time, Meters, ownership);
        Pool = new ScrapePool("shop", pipeline.ToJob("shop"), [Writer, Second], Engine, Logger);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public TestMeterFactory Meters { get; } = new();

    public RecordingLogger Logger { get; } = new();

    public RecordingWriter Writer { get; } = new();

    public RecordingWriter Second { get; } = new();

    public ScrapeEngine Engine { get; }

    public ScrapePool Pool { get; }

    public void Update(params string[] addresses) => Pool.Update("group", [.. addresses.Select(a => LabelSet.Of(("__address__", a)))]);

    /// <summary>Moves the clock to the next scrape and waits until it is over.</summary>
    public async Task<IReadOnlyList<RecordedSample>> ScrapeAsync()
    {
        await BeginScrapeAsync();
        return await Writer.NextCommitAsync();
    }

    /// <summary>Moves the clock to the next scrape.</summary>
    public async Task BeginScrapeAsync()
    {
        await UntilAsync(() => Engine.Timer.Next is not null);
        Time.Advance(Engine.Timer.Next!.Value);
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            // A poll without a pause would keep the processors from what it waits for.
            await Task.Delay(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        Engine.Dispose();
        Meters.Dispose();
    }
}
