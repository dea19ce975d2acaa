using PipelineDsl.Relabeling;

namespace PipelineDsl.Testing;

/// <summary>Tests of what rules do to all things of a kind.</summary>
/// <example><code>
/// pipeline.Targets.ForAll(random => random.Pod().WithPhase("Failed"), result => result.ShouldBeDropped());
/// </code></example>
public static class RulePropertyExtensions
{
    /// <summary>Checks a property on fixtures made by chance.</summary>
    /// <param name="rules">The rules, such as <see cref="Pipeline.Targets"/>.</param>
    /// <param name="generate">Makes a fixture; it takes all chance from its argument.</param>
    /// <param name="check">Asserts what must hold.</param>
    /// <param name="count">How many fixtures. The default value is 100.</param>
    /// <param name="seed">Where chance begins: equal seeds make equal fixtures. The default value is 1.</param>
    /// <exception cref="PipelineAssertionException">The property does not hold; the message has the seed with which the first case is the one
    /// that failed.</exception>
    public static void ForAll(
        this RuleChain rules, Func<FixtureRandom, TargetFixture> generate, Action<RelabelResult> check, int count = 100, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(generate);
        Run(random => rules.Given(generate(random)), check, count, seed);
    }

    /// <summary>Checks a property on label sets made by chance.</summary>
    /// <param name="rules">The rules, such as <see cref="Pipeline.Metrics"/>.</param>
    /// <param name="generate">Makes a label set; it takes all chance from its argument.</param>
    /// <param name="check">Asserts what must hold.</param>
    /// <param name="count">How many label sets. The default value is 100.</param>
    /// <param name="seed">Where chance begins: equal seeds make equal label sets. The default value is 1.</param>
    /// <exception cref="PipelineAssertionException">The property does not hold; the message has the seed with which the first case is the one
    /// that failed.</exception>
    public static void ForAll(
        this RuleChain rules, Func<FixtureRandom, LabelSet> generate, Action<RelabelResult> check, int count = 100, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(generate);
        Run(random => rules.Given(generate(random)), check, count, seed);
    }

    private static void Run(Func<FixtureRandom, RelabelResult> given, Action<RelabelResult> check, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        for (int i = 0; i < count; i++)
        {
            RelabelResult result = given(new FixtureRandom(unchecked(seed + i)));
            try
            {
                check(result);
            }
            catch (Exception e)
            {
                throw new PipelineAssertionException($"Case {i + 1} of {count} fails; seed: {unchecked(seed + i)} has it first.\n\n{e.Message}", e);
            }
        }
    }
}
