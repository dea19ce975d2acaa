namespace PipelineDsl.EndToEnd;

/// <summary>Receivers that refuse requests: those that may pass are tried again, the others are counted.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("busy", 0)]
    [InlineData("error", 30)]
    public async Task What_is_refused_for_now_is_sent_again(string mode, int amount)
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.FailAsync(mode, amount);
        await agent.ScrapeAsync(10);
        await agent.FailAsync("none");
        await agent.DeliverAsync(2);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Dropped.ShouldBe(0, agent.Output);
        account.Duplicates.ShouldBe(0);
        agent.Output.ShouldContain(mode == "busy" ? "429" : "500");
    }

    [Fact]
    public async Task What_is_refused_for_good_is_counted_and_the_rest_arrives()
    {
        await using FaultedAgent agent = await FaultedAgent.StartAsync();
        await agent.FailAsync("poison", 2);
        await agent.DeliverAsync(4);

        FaultedAgent.Account account = await agent.StopAsync();
        account.ShouldBeComplete();
        account.Refused.ShouldBeGreaterThan(0);
        account.Dropped.ShouldBe(account.Refused);
        account.Duplicates.ShouldBe(0);
    }
}
