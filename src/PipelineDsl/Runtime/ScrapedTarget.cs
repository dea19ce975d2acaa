namespace PipelineDsl.Runtime;

/// <summary>What samples come from.</summary>
/// <param name="Identity">The target's identity, which decides the shard.</param>
/// <param name="Labels">The labels that its series get.</param>
/// <param name="Url">What is scraped.</param>
/// <param name="Discovered">What discovery said of it that names the resource: the <c>__meta_kubernetes_*</c> labels of pod, container, namespace,
/// node and controllers. Empty for targets outside Kubernetes.</param>
public sealed record ScrapedTarget(ulong Identity, LabelSet Labels, Uri Url, LabelSet Discovered);
