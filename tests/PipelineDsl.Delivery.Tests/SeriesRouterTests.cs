using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery.Tests;

public class SeriesRouterTests
{
    [Fact]
    public async Task Each_series_goes_to_the_first_route_that_matches()
    {
        await using var a = new Rig { Name = "a" };
        await using var b = new Rig { Name = "b" };
        await using var rest = new Rig { Name = "rest" };
        var router = new SeriesRouter("router", [new Route(Keep("a"), a.Destination), new Route(Keep("a|b"), b.Destination)], rest.Destination);
        Send(router, "a", "b", "c");
        await Expect(a, "a");
        await Expect(b, "b");
        await Expect(rest, "c");
    }

    [Fact]
    public async Task What_no_route_matches_goes_nowhere()
    {
        await using var a = new Rig { Name = "a" };
        Send(new SeriesRouter("router", [new Route(Keep("a"), a.Destination)]), "c", "a");
        await Expect(a, "a");
    }

    [Fact]
    public async Task A_number_that_is_used_again_is_routed_again()
    {
        await using var a = new Rig { Name = "a" };
        await using var b = new Rig { Name = "b" };
        using ITargetAppender target = new SeriesRouter("router", [new Route(Keep("a"), a.Destination)], b.Destination).OpenTarget(1);
        target.Define(0, LabelSet.Of(("__name__", "up"), ("team", "a")));
        target.Release(0);
        Should.Throw<ArgumentException>(() => target.Append(0, 1, 1));
        target.Define(0, LabelSet.Of(("__name__", "up"), ("team", "b")));
        target.Append(0, 1, 1);
        target.Commit();
        await Expect(a);
        await Expect(b, "b");
    }

    private static RuleSet Keep(string team) =>
        RuleSet.Interpret(new RelabelRule { Action = RelabelAction.Keep, SourceLabels = ["team"], Pattern = team });

    private static void Send(SeriesRouter router, params string[] teams)
    {
        using ITargetAppender target = router.OpenTarget(1);
        for (int i = 0; i < teams.Length; i++)
        {
            target.Define(i, LabelSet.Of(("__name__", "up"), ("team", teams[i])));
            target.Append(i, 1, i);
        }

        target.Commit();
    }

    private static async Task Expect(Rig rig, params string[] teams)
    {
        (await rig.StopAsync()).ShouldBe(0);
        rig.Receiver.Accepted.Select(sample => sample.Labels["team"]).ShouldBe(teams);
    }
}
