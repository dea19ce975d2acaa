using Microsoft.Extensions.Configuration;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery.Tests;

public class WriteRelabelTests
{
    [Fact]
    public async Task Rules_see_external_labels_and_may_drop_them()
    {
        await using var rig = new Rig { ExternalLabels = LabelSet.Of(("cluster", "prod"), ("region", "eu")) };
        rig.Options.WriteRelabel.Add(new() { SourceLabels = ["cluster"], TargetLabel = "environment", Replacement = "$1-1" });
        rig.Options.WriteRelabel.Add(new() { Action = RelabelAction.LabelDrop, Regex = "region" });
        rig.Send(1);
        (await rig.Receiver.NextAsync()).Samples[0].Labels.ToString().ShouldBe("""{__name__="up", cluster="prod", environment="prod-1"}""");
    }

    [Fact]
    public async Task A_dropped_series_takes_samples_and_sends_none()
    {
        await using var rig = new Rig();
        rig.Options.Queue.MaxSamplesPerSend = 100;
        rig.Options.WriteRelabel.Add(new() { Action = RelabelAction.Drop, SourceLabels = ["__name__"], Regex = "go_.*" });
        ITargetAppender target = rig.Destination.OpenTarget(1);
        string[] names = ["a", "go_gc", "b"];
        for (int i = 0; i < 3; i++)
        {
            target.Define(i, LabelSet.Of(("__name__", names[i])));
        }

        // The third scrape comes from a frame.
        for (int scrape = 0; scrape < 4; scrape++)
        {
            for (int i = 0; i < 3; i++)
            {
                target.Append(i, 1_790_000_000_000 + scrape, i);
            }

            target.Commit();
        }

        // A number that is used again has its new labels.
        target.Release(1);
        target.Define(1, LabelSet.Of(("__name__", "c")));
        target.Append(1, 1_790_000_001_000, 1);
        target.Commit();
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Name).ShouldBe(["a", "b", "a", "b", "a", "b", "a", "b", "c"]);
    }

    [Fact]
    public async Task Rules_of_code_run_before_those_of_the_configuration()
    {
        await using var rig = new Rig
        {
            WriteRules = RuleChain.Empty.Add(RuleSet.Interpret(new RelabelRule { TargetLabel = "a", Replacement = "code" })),
        };
        rig.Options.WriteRelabel.Add(new() { SourceLabels = ["a"], TargetLabel = "b" });
        rig.Send(1);
        (await rig.Receiver.NextAsync()).Samples[0].Labels["b"].ShouldBe("code");
    }

    [Fact]
    public void A_rule_that_Prometheus_would_not_load_is_reported()
    {
        var options = new DestinationOptions { Url = "http://x/", WriteRelabel = { new() { Regex = "(" } } };
        options.Validate("m").ShouldHaveSingleItem().ShouldStartWith("Destinations:m:WriteRelabel:0 is no valid rule: ");
    }

    [Fact]
    public void Configuration_binds()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WriteRelabel:0:Action"] = "keep",
            ["WriteRelabel:0:SourceLabels:0"] = "job",
            ["WriteRelabel:0:Regex"] = "a|b",
            ["Spool:Directory"] = "/var/spool",
            ["Spool:MaxAge"] = "02:00:00",
        }).Build();
        DestinationOptions options = configuration.Get<DestinationOptions>()!;
        options.WriteRelabel.ShouldHaveSingleItem().ToRule().ToString().ShouldBe("keep [job] =~ \"a|b\"");
        options.Spool.MaxAge.ShouldBe(TimeSpan.FromHours(2));
    }
}
