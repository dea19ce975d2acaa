namespace PipelineDsl.EndToEnd;

/// <summary>Receivers that are away or slow cost nothing.</summary>
public sealed class OutageTests
{
    // Two minutes in earnest; twenty seconds are as many requests as the memory of a shard holds, and more.
    [Fact]
    public async Task A_receiver_that_was_away_gets_everything_in_order()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.FailAsync("down");
        await agent.ScrapeAsync(20);
        await agent.FailAsync("none");
        await agent.DeliverAsync(22);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Dropped.ShouldBe(0, agent.Output);
        account.Duplicates.ShouldBe(0);
        account.OutOfOrder.ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_receiver_gets_everything()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.FailAsync("slow", 400);
        await agent.ScrapeAsync(10);
        await agent.FailAsync("none");
        await agent.DeliverAsync(2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Dropped.ShouldBe(0, agent.Output);
        account.Duplicates.ShouldBe(0);
    }
}
