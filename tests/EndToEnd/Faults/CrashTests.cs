namespace PipelineDsl.EndToEnd.Faults;

/// <summary>Agents that die, and disks that are full.</summary>
public sealed class CrashTests
{
    /// <summary>The window of a second, a last look at the queues a quarter of it later, and as much again for a busy machine.</summary>
    private const int MostLost = FaultedAgent.SamplesPerRound * 3 / 2;

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("http")]
    public async Task A_killed_agent_loses_at_most_the_last_window(string protocol)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        agent.Fail("down");
        await agent.ScrapeAsync(6);
        await agent.KillAsync();
        agent.Fail("none");
        agent.StartAgent();
        await agent.DeliverAsync(8);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeCompleteAndInOrder(agent.Output, MostLost);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("http")]
    public async Task An_agent_killed_while_all_is_well_sends_at_most_its_last_requests_twice(string protocol)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        await agent.ScrapeAsync(2);
        await agent.KillAsync();
        agent.StartAgent();
        await agent.DeliverAsync(3);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete(MostLost);
        account.Duplicates.ShouldBeLessThanOrEqualTo(FaultedAgent.SamplesPerRequest);
        account.OutOfOrder.ShouldBe(0);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("http")]
    public async Task A_full_disk_is_said_and_delivery_goes_on_from_memory(string protocol)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol, fileLimit: 128);
        agent.Fail("down");
        await agent.ScrapeAsync(12);
        agent.Fail("none");
        await agent.DeliverAsync(4);

        // What is on the disk that failed waits for one that works.
        await agent.RestartAsync();
        await agent.DeliverAsync(3);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Dropped.ShouldBe(0, agent.Output);
        account.Duplicates.ShouldBe(0);
        agent.Output.ShouldContain("The spool of load cannot be used");
    }
}
