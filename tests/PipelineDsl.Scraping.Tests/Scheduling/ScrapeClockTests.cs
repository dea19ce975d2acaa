using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Scraping.Scheduling;

namespace PipelineDsl.Scraping.Tests.Scheduling;

public sealed class ScrapeClockTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void A_scrape_hardly_late_gets_the_time_it_was_planned_for(int late, int shown)
    {
        using var timer = new ScrapeTimer(_time);
        var clock = new ScrapeClock(_time, timer, s_interval, offset: 7 * TimeSpan.TicksPerSecond);
        clock.Due.ShouldBe(TimeSpan.FromSeconds(2).Ticks);
        _time.Advance(TimeSpan.FromSeconds(2) + TimeSpan.FromMilliseconds(late));
        long planned = new DateTimeOffset(2026, 1, 2, 3, 4, 7, TimeSpan.Zero).ToUnixTimeMilliseconds();
        clock.Begin().ShouldBe(planned + (late <= 2 ? 0 : shown));
    }

    [Fact]
    public void Scrapes_stay_in_step_whatever_they_take()
    {
        using var timer = new ScrapeTimer(_time);
        var clock = new ScrapeClock(_time, timer, s_interval, offset: 0);
        long first = clock.Due;
        _time.Advance(TimeSpan.FromTicks(first) + TimeSpan.FromSeconds(3));
        clock.Advance();
        clock.Due.ShouldBe(first + s_interval.Ticks);
        _time.Advance(TimeSpan.FromSeconds(42));
        clock.Advance();
        clock.Due.ShouldBe(first + (4 * s_interval.Ticks));
    }

    [Fact]
    public void How_late_a_scrape_begins_counts_from_its_own_time()
    {
        using var timer = new ScrapeTimer(_time);
        var clock = new ScrapeClock(_time, timer, s_interval, offset: 0);
        _time.Advance(TimeSpan.FromTicks(clock.Due) + TimeSpan.FromMilliseconds(300));
        clock.Lateness.ShouldBe(TimeSpan.FromMilliseconds(300));
        clock.Advance();
        _time.Advance(s_interval);
        clock.Lateness.ShouldBe(TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public void Targets_are_spread_over_the_interval()
    {
        using var timer = new ScrapeTimer(_time);
        ulong offset = 0;
        IEnumerable<long> dues = Enumerable.Range(0, 100)
            .Select(_ => new ScrapeClock(_time, timer, s_interval, offset += 0x9E3779B97F4A7C15).Due / TimeSpan.TicksPerSecond);
        dues.Distinct().Count().ShouldBe(10);
    }
}
