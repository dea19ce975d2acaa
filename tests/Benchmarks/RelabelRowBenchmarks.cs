using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Single rules on two labels, which are taken in first; <c>nothing</c> is only that.</summary>
[MemoryDiagnoser]
public class RelabelRowBenchmarks
{
    private static readonly LabelSet s_labels = LabelSet.Of(("__name__", "metric"), ("id", "foobar-random-string-value"));

    private readonly LabelSetBuilder _builder = new();
    private RuleSet _rules = RuleSet.Interpret();

    /// <summary>What the rules are called in <see cref="Chains.Rows"/>.</summary>
    public static IEnumerable<string> Names => Chains.Rows.Keys.Prepend("nothing");

    /// <summary>The rule.</summary>
    [ParamsSource(nameof(Names))]
    public string Rule { get; set; } = "nothing";

    /// <summary>What runs the rule.</summary>
    [Params(RelabelEngine.Compiled, RelabelEngine.Interpreted)]
    public RelabelEngine Engine { get; set; }

    /// <summary>Takes the rule for the engine.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if (Chains.Rows.TryGetValue(Rule, out RuleSet? compiled))
        {
            _rules = Chains.For(Engine, compiled);
        }
    }

    /// <summary>Takes the labels in and runs the rule.</summary>
    [Benchmark]
    public int Apply()
    {
        _builder.Reset(s_labels);
        return _rules.Apply(_builder);
    }
}
