using BenchmarkDotNet.Attributes;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Single patterns: as the interpreter matches them, and within a compiled rule, whose look-up is measured beside.</summary>
[MemoryDiagnoser]
public class PatternBenchmarks
{
    private readonly RuleSet _keepByAddress = Chains.KeepByAddress;
    private readonly RuleSet _dropByPhase = Chains.DropByPhase;
    private readonly RuleSet _lookUp = Chains.LookUp;
    private readonly Pattern _address = Pattern.Parse("(.+?)(\\:\\d+)?;(\\d+)");
    private readonly Pattern _phase = Pattern.Parse("Succeeded|Failed");
    private readonly Pattern _name = Pattern.Parse("go_(gc|memstats|sched)_.*");
    private readonly byte[] _addressValue = "10.42.3.117:8080;9102"u8.ToArray();
    private readonly byte[] _phaseValue = "Running"u8.ToArray();
    private readonly byte[] _nameValue = "go_memstats_alloc_bytes"u8.ToArray();
    private readonly int[] _groups = new int[8];
    private readonly LabelSetBuilder _addressLabel = new(LabelSet.Of(("__name__", "10.42.3.117:8080;9102")));
    private readonly LabelSetBuilder _phaseLabel = new(LabelSet.Of(("__name__", "Running")));

    /// <summary>The address, with its groups.</summary>
    [Benchmark]
    public bool AddressGroups() => _address.Match(_addressValue, _groups);

    /// <summary>The address.</summary>
    [Benchmark]
    public bool Address() => _address.IsMatch(_addressValue);

    /// <summary>One of two literals.</summary>
    [Benchmark]
    public bool Phase() => _phase.IsMatch(_phaseValue);

    /// <summary>One of three beginnings.</summary>
    [Benchmark]
    public bool Name() => _name.IsMatch(_nameValue);

    /// <summary>The address in a compiled rule.</summary>
    [Benchmark]
    public int AddressInRule() => _keepByAddress.Apply(_addressLabel);

    /// <summary>One of two literals in a compiled rule.</summary>
    [Benchmark]
    public int PhaseInRule() => _dropByPhase.Apply(_phaseLabel);

    /// <summary>A compiled rule that only looks its label up.</summary>
    [Benchmark]
    public int LookUp() => _lookUp.Apply(_phaseLabel);
}
