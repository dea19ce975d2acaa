using static PipelineDsl.Testing.Tests.Samples;

namespace PipelineDsl.Testing.Tests;

public sealed class RulePropertyTests
{
    [Fact]
    public void What_holds_for_all_passes()
    {
        int cases = 0;
        ImageAnalysis.Targets.ForAll(
            random => random.Pod(),
            result =>
            {
                cases++;
                foreach (var explanation in result.Explanations)
                {
                    (explanation.After is null).ShouldBe(!explanation.Before[Pod.Name.Name]!.StartsWith("analysis", StringComparison.Ordinal));
                }
            },
            count: 300);
        cases.ShouldBe(300);
        Services.Targets.ForAll(random => random.Service().WithPort(9187, "metrics"), result => result.OnPort(9187).ShouldBeKept());
        ImageAnalysis.Metrics.ForAll(random => random.Labels("__name__", "tmp_a", "tmp_b", "job"), result =>
        {
            if (result.Explanations[0].After is not null)
            {
                result.ShouldNotHaveLabel("tmp_a").ShouldNotHaveLabel("tmp_b");
            }
        });
    }

    [Fact]
    public void A_failure_tells_the_seed_that_has_it_first()
    {
        string message = Failure(() => ImageAnalysis.Targets.ForAll(
            random => Pod.Fixture(random.Pick("analysis-1", "archive-1")), result => result.ShouldBeKept(), count: 50, seed: 5));
        string[] lines = message.Split('\n');
        lines[0].ShouldMatch("^Case \\d+ of 50 fails; seed: \\d+ has it first\\.$");
        lines[2].ShouldBe("pod default/archive-1 (port 8080) should be kept, but rule 1.1 dropped it.");
        int seed = int.Parse(lines[0].Split("seed: ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Failure(() => ImageAnalysis.Targets.ForAll(
            random => Pod.Fixture(random.Pick("analysis-1", "archive-1")), result => result.ShouldBeKept(), count: 1, seed: seed))
            .ShouldStartWith($"Case 1 of 1 fails; seed: {seed} has it first.");
    }

    [Fact]
    public void Failures_of_other_assertions_count_too()
    {
        var inner = new InvalidOperationException("not this");
        var failure = Should.Throw<PipelineAssertionException>(() => Static.Targets.ForAll(random => LabelSet.Of(("a", random.Name())), _ => throw inner));
        failure.Message.ShouldBe("Case 1 of 100 fails; seed: 1 has it first.\n\nnot this");
        failure.InnerException.ShouldBe(inner);
    }

    [Fact]
    public void Equal_seeds_make_equal_fixtures()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            new FixtureRandom(seed).Pod().Targets.ShouldBe(new FixtureRandom(seed).Pod().Targets);
            new FixtureRandom(seed).Service().Targets.ShouldBe(new FixtureRandom(seed).Service().Targets);
            new FixtureRandom(seed).Pod().Targets.ShouldNotBeEmpty();
            new FixtureRandom(seed).Service().Targets.ShouldNotBeEmpty();
        }
    }
}
