using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;
using PipelineDsl.Testing;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.Hosting.Tests;

public sealed class ReplicaSettingsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Without_a_word_everything_is_scraped_here()
    {
        await using TestHost host = await StartAsync([]);
        host.Services.GetRequiredService<Replica>().Ownership.ShouldBeNull();
    }

    [Fact]
    public async Task A_fixed_shard()
    {
        await using TestHost host = await StartAsync(new() { ["Sharding:Count"] = "3", ["Sharding:Index"] = "2" });
        host.Services.GetRequiredService<Replica>().Ownership.ShouldBeOfType<StaticShard>().Index.ShouldBe(2);
    }

    [Fact]
    public async Task A_group_is_joined_when_discovery_has_reported_and_left_at_the_end()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        TestHost host = await StartAsync(new()
        {
            ["Replicas:Group"] = "agents", ["Replicas:Identity"] = "one", ["Replicas:LeaseDuration"] = "00:00:20", ["Kubernetes:Url"] = cluster.Url.ToString(),
        });
        await host.Logs.LineAsync("one scrapes its share").WaitAsync(s_patience);
        await host.Logs.LineAsync("1 targets taken from other replicas").WaitAsync(s_patience);
        await host.DisposeAsync();
        cluster.Requests("delete", "leases").ShouldBe(1);
    }

    [Theory]
    [InlineData("Replicas:Group", "Big", "small letters")]
    [InlineData("Replicas:Identity", "one", "Replicas:Group")]
    [InlineData("Replicas:Group=agents;Replicas:LeaseDuration", "soon", "00:00:10")]
    [InlineData("Replicas:Group=agents;Replicas:LeaseDuration", "00:00:05", "three renewals")]
    [InlineData("Replicas:Group=agents;Sharding:Count", "2", "one of the two ways")]
    [InlineData("Sharding:Count", "none", "a number above 0")]
    [InlineData("Sharding:Count=2;Sharding:Index", "2", "none of 2")]
    [InlineData("Sharding:Count=2;Sharding:Index", "x", "a number from 0")]
    public async Task Mistakes_stop_the_start(string keys, string value, string named)
    {
        string[] pairs = keys.Split(';');
        var configuration = pairs[..^1].Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        configuration[pairs[^1]] = value;
        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(configuration))).Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("agent-12", 12)]
    [InlineData("agent-a-0", 0)]
    [InlineData("agent", null)]
    [InlineData("7", null)]
    [InlineData("agent-7d9f8b", null)]
    public void The_ordinal_of_a_StatefulSet(string host, int? expected) => ReplicaSettings.Ordinal(host).ShouldBe(expected);

    private static Task<TestHost> StartAsync(Dictionary<string, string?> configuration) => TestHost.StartAsync(
        new Dictionary<string, string?>(configuration) { ["Destinations:archive:Url"] = "http://127.0.0.1:1/" },
        builder => builder.AddPipeline("one", _ => Discover.Static("127.0.0.1:1").Scrape().ForwardTo(new Destination("archive"))));
}
