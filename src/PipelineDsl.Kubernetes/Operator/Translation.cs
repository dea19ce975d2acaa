using PipelineDsl.Runtime;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What became of a resource.</summary>
/// <param name="Jobs">Its jobs, in order; empty where it is rejected.</param>
/// <param name="Rejection">Why it is rejected; null where it is not.</param>
internal sealed record Translation(IReadOnlyList<ScrapeJob> Jobs, Rejection? Rejection);
