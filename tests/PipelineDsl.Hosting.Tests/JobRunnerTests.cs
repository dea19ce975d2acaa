using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping;

namespace PipelineDsl.Hosting.Tests;

public sealed class JobRunnerTests
{
    [Fact]
    public async Task A_job_that_goes_ends_its_series_before_its_discovery_has_ended()
    {
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var engine = new ScrapeEngine(TimeProvider.System, services.GetRequiredService<IMeterFactory>());
        var discovery = new SlowDiscovery();
        var writer = new CountingWriter();
        await using var runner = new JobRunner("shop", [writer], engine, [discovery], NullLoggerFactory.Instance);
        // Not scraped while the test runs.
        ScrapeJob job = Discover.Static("127.0.0.1:1").Scrape(s => s with { Interval = TimeSpan.FromDays(1) }).ForwardTo(new Destination("x")).ToJob("job");

        runner.Update("group", [job]);
        await discovery.Reported.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        (writer.Opened, writer.Closed).ShouldBe((1, 0));
        runner.Update("group", []);
        (writer.Opened, writer.Closed).ShouldBe((1, 1));
        discovery.End();
    }

    private sealed class SlowDiscovery : ITargetDiscovery
    {
        private readonly TaskCompletionSource _reported = new();
        private readonly TaskCompletionSource _end = new();

        public Task Reported => _reported.Task;

        public bool CanDiscover(DiscoverySource source) => true;

        public async Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
        {
            observer.Update("targets", [LabelSet.Of(("__address__", "127.0.0.1:1"))]);
            _reported.SetResult();
            await _end.Task;
        }

        public void End() => _end.SetResult();
    }

    private sealed class CountingWriter : IDestinationWriter, ITargetAppender
    {
        public string Name => "counting";

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public ITargetAppender OpenTarget(ulong targetHash)
        {
            Opened++;
            return this;
        }

        public void Define(int series, LabelSet labels)
        {
        }

        public void Release(int series)
        {
        }

        public void Append(int series, long timestamp, double value)
        {
        }

        public void Commit()
        {
        }

        public void Dispose() => Closed++;
    }
}
