namespace PipelineDsl.EndToEnd.Faults;

/// <summary>Receivers that refuse requests: those that may pass are tried again, the others are counted.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("1", "busy", "429")]
    [InlineData("2", "busy", "429")]
    [InlineData("http", "busy", "429")]
    [InlineData("1", "error", "500")]
    [InlineData("2", "error", "500")]
    [InlineData("http", "error", "503")]
    [InlineData("grpc", "error", "14 Unavailable")]
    public async Task What_is_refused_for_now_is_sent_again(string protocol, string mode, string status)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        agent.Fail(mode, amount: 30);
        await agent.ScrapeAsync(10);
        agent.Fail("none");
        await agent.DeliverAsync(2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeCompleteAndInOrder(agent.Output);
        agent.Output.ShouldContain(status);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("http")]
    [InlineData("grpc")]
    public async Task What_is_refused_for_good_is_counted_and_the_rest_arrives(string protocol)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync(protocol);
        agent.Fail("poison", 2);
        await agent.DeliverAsync(4);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Refused.ShouldBeInRange(2, 2 * FaultedAgent.SamplesPerRequest);
        account.Dropped.ShouldBe(account.Refused);
        account.Duplicates.ShouldBe(0);
    }
}
