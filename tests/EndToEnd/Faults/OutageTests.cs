namespace PipelineDsl.EndToEnd.Faults;

/// <summary>Receivers that are away or slow cost nothing.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData("1", 120)]
    [InlineData("2", 20)]
    [InlineData("http", 20)]
    [InlineData("grpc", 20)]
    public async Task A_receiver_that_was_away_gets_everything_in_order(string protocol, int seconds)
    {
        // Twenty seconds are eight times as much as a shard keeps in memory, and enough for the longest back-off; two minutes are as in earnest.
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        agent.Fail("down");
        await agent.ScrapeAsync(seconds);
        agent.Fail("none");
        await agent.DeliverAsync(seconds + 2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeCompleteAndInOrder(agent.Output);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("http")]
    public async Task A_slow_receiver_gets_everything(string protocol)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        agent.Fail("slow", 400);
        await agent.ScrapeAsync(10);
        agent.Fail("none");
        await agent.DeliverAsync(2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeCompleteAndInOrder(agent.Output);
    }
}
