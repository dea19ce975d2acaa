using PipelineDsl.Testing;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.Hosting.Tests;

public sealed class RouterTests
{
    [Fact]
    public async Task Series_go_where_the_first_route_that_matches_leads()
    {
        await using RemoteWriteReceiver a = await RemoteWriteReceiver.StartAsync();
        await using RemoteWriteReceiver b = await RemoteWriteReceiver.StartAsync();
        await using TargetServer target = await TargetServer.StartAsync("""
            m{team="a.1"} 1
            m{team="ax1"} 2
            m{team="both"} 3
            n{team="a.1"} 4

            """);
        string data = Directory.CreateTempSubdirectory("router-").FullName;
        var configuration = new Dictionary<string, string?>
        {
            ["Data:Directory"] = data,
            ["Destinations:a:Url"] = a.Url.ToString(),
            ["Destinations:b:Url"] = b.Url.ToString(),
            ["Destinations:split:Type"] = "router",
            ["Destinations:split:Routes:0:Match:0:Label"] = "team",
            ["Destinations:split:Routes:0:Match:0:Value"] = "a.1",
            ["Destinations:split:Routes:0:Match:1:Label"] = "__name__",
            ["Destinations:split:Routes:0:Match:1:Op"] = "notMatches",
            ["Destinations:split:Routes:0:Match:1:Value"] = "n+",
            ["Destinations:split:Routes:0:Destinations:0"] = "a",
            ["Destinations:split:Routes:1:Match:0:Label"] = "team",
            ["Destinations:split:Routes:1:Match:0:Op"] = "in",
            ["Destinations:split:Routes:1:Match:0:Value:0"] = "both",
            ["Destinations:split:Routes:1:Match:0:Value:1"] = "all",
            ["Destinations:split:Routes:1:Destinations:0"] = "a",
            ["Destinations:split:Routes:1:Destinations:1"] = "b",
            ["Destinations:split:DefaultDestinations:0"] = "b",
        };
        await using (await TestHost.StartAsync(configuration, builder => builder.AddPipeline(
            "one", _ => Discover.Static(target.Address).Scrape(s => s with { Interval = 1.Seconds() }).ForwardTo(new Destination("split")))))
        {
            await a.WaitForAsync(r => Values(r).Count() == 2, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
            await b.WaitForAsync(r => Values(r).Count() == 3, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        }

        Values(a).ShouldBe([1, 3]);
        Values(b).ShouldBe([2, 3, 4]);
        Directory.GetFiles(Path.Combine(data, "spool", Environment.MachineName.ToLowerInvariant()), "*.spool").Select(Path.GetFileName).Order()
            .ShouldBe(["a.spool", "b.spool"]);
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("Op", "near", "Destinations:split:Routes:0:Match:0:Op is 'near': it must be equals")]
    [InlineData("Op", "matches", "Destinations:split:Routes:0:Match:0 is not valid")]
    [InlineData("Label", "", "Destinations:split:Routes:0:Match:0:Label is missing")]
    public async Task A_route_that_is_wrong_is_named(string key, string value, string expected)
    {
        var configuration = new Dictionary<string, string?>
        {
            ["Destinations:split:Type"] = "router",
            ["Destinations:split:Routes:0:Match:0:Label"] = "team",
            ["Destinations:split:Routes:0:Match:0:Value"] = "(",
            ["Destinations:split:Routes:0:Destinations:0"] = "a",
        };
        configuration[$"Destinations:split:Routes:0:Match:0:{key}"] = value;
        Exception error = await Should.ThrowAsync<InvalidOperationException>(() => TestHost.StartAsync(
            configuration, builder => builder.AddPipeline("one", _ => Discover.Static("x:1").Scrape().ForwardTo(new Destination("split")))));
        error.Message.ShouldStartWith(expected);
    }

    // The reports, up and its like, have no team: they are what no route matches.
    private static IEnumerable<double> Values(RemoteWriteReceiver receiver) =>
        receiver.Samples.Where(sample => sample.Labels["team"] is not null).Select(sample => sample.Value).Distinct().Order();
}
