using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Keep and drop rules with single patterns; <see cref="LookUp"/> is what all of them have in common.</summary>
[MemoryDiagnoser]
public class RelabelPatternBenchmarks
{
    private readonly LabelSetBuilder _address = new(LabelSet.Of(("__name__", PatternBenchmarks.AddressText)));
    private readonly LabelSetBuilder _phase = new(LabelSet.Of(("__name__", "Running")));
    private RuleSet _keepByAddress = Chains.KeepByAddress;
    private RuleSet _dropByPhase = Chains.DropByPhase;
    private RuleSet _lookUp = Chains.LookUp;

    /// <summary>What runs the rules.</summary>
    [Params(RelabelEngine.Compiled, RelabelEngine.Interpreted)]
    public RelabelEngine Engine { get; set; }

    /// <summary>Takes the rules for the engine.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _keepByAddress = Chains.For(Engine, Chains.KeepByAddress);
        _dropByPhase = Chains.For(Engine, Chains.DropByPhase);
        _lookUp = Chains.For(Engine, Chains.LookUp);
    }

    /// <summary>The address.</summary>
    [Benchmark(Description = "keep (.+?)(\\:\\d+)?;(\\d+)")]
    public int AddressInRule() => _keepByAddress.Apply(_address);

    /// <summary>One of two literals.</summary>
    [Benchmark(Description = "drop Succeeded|Failed")]
    public int PhaseInRule() => _dropByPhase.Apply(_phase);

    /// <summary>A rule that only looks its label up.</summary>
    [Benchmark(Description = "look-up alone")]
    public int LookUp() => _lookUp.Apply(_phase);
}
