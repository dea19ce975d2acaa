using Microsoft.AspNetCore.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Scraping;

/// <summary>Replicas share targets: who owns one scrapes it, and nobody ends series that go on elsewhere.</summary>
public sealed class SharedTargetsTests
{
    [Fact]
    public async Task What_others_own_is_known_but_not_scraped()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        var ownership = new TestOwnership(ownsAll: false);
        await using var harness = new ScrapeHarness(ownership: ownership);
        harness.Update(target.Address);

        harness.Pool.GetTargets().ShouldBeEmpty();
        harness.Pool.OthersCount.ShouldBe(1);
        harness.Engine.Timer.Next.ShouldBeNull();

        ownership.Set(true);
        harness.Pool.OthersCount.ShouldBe(0);
        (await harness.ScrapeAsync())[0].Name.ShouldBe("a");
    }

    [Fact]
    public async Task What_is_handed_over_gets_no_stale_markers_and_can_come_back()
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        var ownership = new TestOwnership(ownsAll: true);
        await using var harness = new ScrapeHarness(ownership: ownership);
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        await ScrapeHarness.UntilAsync(() => harness.Engine.Timer.Next is not null);

        ownership.Set(false);

        harness.Writer.Appenders.Single().IsDisposed.ShouldBeTrue();
        harness.Writer.TryGetCommit(out _).ShouldBeFalse();
        harness.Pool.GetTargets().ShouldBeEmpty();
        harness.Meters.Totals["pipelinedsl.scraping.targets shop"].ShouldBe(0);

        ownership.Set(true);
        (await harness.ScrapeAsync()).ShouldAllBe(sample => !sample.IsStale);
    }

    [Fact]
    public async Task What_is_handed_over_in_the_middle_of_a_scrape_is_finished()
    {
        var answer = new TaskCompletionSource();
        await using TestTarget target = await TestTarget.StartAsync();
        var asked = new TaskCompletionSource();
        target.Handler = async context =>
        {
            asked.TrySetResult();
            await answer.Task;
            context.Response.ContentType = target.ContentType;
            await context.Response.WriteAsync("a 1\n");
        };
        var ownership = new TestOwnership(ownsAll: true);
        await using var harness = new ScrapeHarness(ownership: ownership);
        harness.Update(target.Address);
        await harness.BeginScrapeAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

        ownership.Set(false);
        answer.SetResult();

        (await harness.Writer.NextCommitAsync()).ShouldContain(sample => sample.Name == "a" && sample.Value == 1);
        await ScrapeHarness.UntilAsync(() => harness.Writer.Appenders.Single().IsDisposed);
        harness.Engine.Timer.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_the_owner_ends_the_series_of_a_target_that_is_gone(bool owns)
    {
        await using TestTarget target = await TestTarget.StartAsync("a 1\n");
        var ownership = new TestOwnership(ownsAll: true);
        await using var harness = new ScrapeHarness(ownership: ownership);
        harness.Update(target.Address);
        await harness.ScrapeAsync();
        await ScrapeHarness.UntilAsync(() => harness.Engine.Timer.Next is not null);
        ownership.Set(owns);

        harness.Update();

        harness.Writer.TryGetCommit(out IReadOnlyList<RecordedSample>? last).ShouldBe(owns);
        (last ?? []).ShouldAllBe(sample => sample.IsStale);
        harness.Pool.OthersCount.ShouldBe(0);
    }

    [Fact]
    public async Task Replicas_of_a_group_scrape_at_the_same_moments_and_other_groups_do_not()
    {
        TimeSpan? first = await NextAsync("one");
        (await NextAsync("one")).ShouldBe(first);
        (await NextAsync("two")).ShouldNotBe(first);

        static async Task<TimeSpan?> NextAsync(string group)
        {
            await using var harness = new ScrapeHarness(ownership: new TestOwnership(ownsAll: true) { Group = group });
            harness.Update("127.0.0.1:1");
            return harness.Engine.Timer.Next;
        }
    }
}
