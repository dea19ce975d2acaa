using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Rules on a pod, and decisions about series.</summary>
[MemoryDiagnoser]
public class RelabelBenchmarks
{
    private readonly LabelSetBuilder _pod = new();
    private readonly LabelSetBuilder _series = new(LabelSet.Of(("__name__", "go_memstats_alloc_bytes"), ("instance", "a:1"), ("job", "shop")));
    private RuleSet _chain = Chains.Kubernetes;
    private RuleSet _byName = Chains.DropByName;

    /// <summary>What runs the rules.</summary>
    [Params(RelabelEngine.Compiled, RelabelEngine.Interpreted)]
    public RelabelEngine Engine { get; set; }

    /// <summary>Takes the rules for the engine.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _chain = For(Chains.Kubernetes);
        _byName = For(Chains.DropByName);
    }

    /// <summary>Twenty rules on the labels of a pod, which are taken in first.</summary>
    [Benchmark]
    public int KubernetesChain()
    {
        _pod.Reset(PodLabels.Web);
        return _chain.Apply(_pod);
    }

    /// <summary>Only taking in the labels of the pod, which is part of <see cref="KubernetesChain"/>.</summary>
    [Benchmark]
    public void TakeIn() => _pod.Reset(PodLabels.Web);

    /// <summary>Whether a series is dropped by its name; nothing is changed.</summary>
    [Benchmark]
    public int DropByName() => _byName.Apply(_series);

    private RuleSet For(RuleSet compiled) => Engine == RelabelEngine.Compiled ? compiled : RuleSet.Interpret(compiled.Rules);
}
