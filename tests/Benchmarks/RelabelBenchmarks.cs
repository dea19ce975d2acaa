using BenchmarkDotNet.Attributes;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Benchmarks;

/// <summary>Rules on a pod, and decisions about series.</summary>
[MemoryDiagnoser]
public class RelabelBenchmarks
{
    private readonly LabelSetBuilder _pod = new();
    private readonly LabelSetBuilder _series = new(LabelSet.Of(("__name__", "go_memstats_alloc_bytes"), ("instance", "a:1"), ("job", "shop")));
    private readonly LabelSet _settled = Chains.Kubernetes.Apply(Chains.Kubernetes.Apply(PodLabels.Web)!)!;
    private RuleSet _chain = Chains.Kubernetes;
    private RuleSet _byName = Chains.DropByName;

    /// <summary>What runs the rules.</summary>
    [Params(RelabelEngine.Compiled, RelabelEngine.Interpreted)]
    public RelabelEngine Engine { get; set; }

    /// <summary>Takes the rules for the engine.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _chain = Chains.For(Engine, Chains.Kubernetes);
        _byName = Chains.For(Engine, Chains.DropByName);
    }

    /// <summary>Twenty rules on the labels of a pod, which are taken in first.</summary>
    [Benchmark(Description = "kubernetes")]
    public int KubernetesChain()
    {
        _pod.Reset(PodLabels.Web);
        return _chain.Apply(_pod);
    }

    /// <summary>Only taking in the labels of the pod, which is part of <see cref="KubernetesChain"/>.</summary>
    [Benchmark(Description = "kubernetes, labels taken in only")]
    public void TakeIn() => _pod.Reset(PodLabels.Web);

    /// <summary>The same rules once more on what they made of the labels: they leave them as they are.</summary>
    [Benchmark(Description = "kubernetes, labels unchanged")]
    public bool KubernetesUnchanged()
    {
        _pod.Reset(_settled);
        _chain.Apply(_pod);
        return ReferenceEquals(_pod.ToLabelSet(), _settled);
    }

    /// <summary>Whether a series is dropped by its name; nothing is changed.</summary>
    [Benchmark(Description = "drop by name, go_(gc|memstats|sched)_.*")]
    public int DropByName() => _byName.Apply(_series);
}
