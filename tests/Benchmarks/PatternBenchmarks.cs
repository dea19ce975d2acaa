using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Single patterns on a value, without anything around them.</summary>
[MemoryDiagnoser]
public class PatternBenchmarks
{
    private readonly Pattern _address = Pattern.Parse("(.+?)(\\:\\d+)?;(\\d+)");
    private readonly Pattern _phase = Pattern.Parse("Succeeded|Failed");
    private readonly Pattern _name = Pattern.Parse("go_(gc|memstats|sched)_.*");
    private readonly byte[] _addressValue = Encoding.UTF8.GetBytes(AddressText);
    private readonly byte[] _phaseValue = "Running"u8.ToArray();
    private readonly byte[] _failedValue = "Failed"u8.ToArray();
    private readonly byte[] _nameValue = "go_memstats_alloc_bytes"u8.ToArray();
    private readonly int[] _groups = new int[8];

    internal const string AddressText = "10.42.3.117:8080;9102";

    /// <summary>The address, with its groups.</summary>
    [Benchmark(Description = "(.+?)(\\:\\d+)?;(\\d+) with groups")]
    public bool AddressGroups() => _address.Match(_addressValue, _groups);

    /// <summary>The address.</summary>
    [Benchmark(Description = "(.+?)(\\:\\d+)?;(\\d+)")]
    public bool Address() => _address.IsMatch(_addressValue);

    /// <summary>One of two literals, and the value is neither.</summary>
    [Benchmark(Description = "Succeeded|Failed on Running")]
    public bool Phase() => _phase.IsMatch(_phaseValue);

    /// <summary>One of two literals, and the value is one.</summary>
    [Benchmark(Description = "Succeeded|Failed on Failed")]
    public bool PhaseFound() => _phase.IsMatch(_failedValue);

    /// <summary>One of three beginnings.</summary>
    [Benchmark(Description = "go_(gc|memstats|sched)_.*")]
    public bool Name() => _name.IsMatch(_nameValue);
}
