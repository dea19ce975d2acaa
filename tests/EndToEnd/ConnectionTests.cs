namespace PipelineDsl.EndToEnd;

/// <summary>Connections that end after the receiver took a request and before it said so.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Only_requests_that_nobody_answered_are_sent_twice()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.FailAsync("reset");
        await agent.ScrapeAsync(8);
        await agent.FailAsync("none");
        await agent.DeliverAsync(2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Dropped.ShouldBe(0, agent.Output);
        account.OutOfOrder.ShouldBe(0);

        // Every third request is cut, and comes again.
        account.Duplicates.ShouldBeGreaterThan(0);
        account.Duplicates.ShouldBeLessThan(account.Delivered / 2);
    }
}
