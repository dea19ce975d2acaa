namespace PipelineDsl.EndToEnd;

/// <summary>Agents that die, and disks that are full.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_killed_agent_loses_at_most_the_last_window()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.FailAsync("down");
        await agent.ScrapeAsync(6);
        await agent.KillAsync();
        await agent.FailAsync("none");
        agent.StartAgent();
        await agent.DeliverAsync(8);

        FaultedAgent.Account account = await agent.StopAsync();

        // The window of a second, its last look at the queues, and the scrapes under way.
        account.ShouldBeComplete(lost: 2 * FaultedAgent.SamplesPerRound);
        account.Duplicates.ShouldBe(0);
        account.OutOfOrder.ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_killed_while_all_is_well_sends_at_most_its_last_requests_twice()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.ScrapeAsync(2);
        await agent.KillAsync();
        agent.StartAgent();
        await agent.DeliverAsync(3);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete(lost: 2 * FaultedAgent.SamplesPerRound);
        account.Duplicates.ShouldBeLessThanOrEqualTo(2 * FaultedAgent.SamplesPerRound);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_delivery_goes_on_from_memory()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(fileLimit: 256);
        await agent.FailAsync("down");
        await agent.ScrapeAsync(12);
        await agent.FailAsync("none");
        await agent.DeliverAsync(4);

        // What is on the disk that failed waits for one that works.
        await agent.RestartAsync();
        await agent.DeliverAsync(3);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        agent.Output.ShouldContain("The spool of load cannot be used");
    }
}
