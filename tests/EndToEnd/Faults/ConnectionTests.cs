namespace PipelineDsl.EndToEnd.Faults;

/// <summary>Connections that end after the receiver took a request and before it said so.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("http")]
    [InlineData("grpc")]
    public async Task Only_requests_that_nobody_answered_are_sent_twice(string protocol)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        agent.Fail("reset");
        await agent.ScrapeAsync(8);
        agent.Fail("none");
        await agent.DeliverAsync(2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Dropped.ShouldBe(0, agent.Output);
        account.OutOfOrder.ShouldBe(0);
        account.Duplicates.ShouldBeGreaterThan(0);
        account.Duplicates.ShouldBe(account.Cut);
    }
}
