using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What the jobs of all resources have in common: the pipeline's part.</summary>
/// <param name="Targets">The rules that run before those of the resource, while <c>job</c> is still the job's name.</param>
/// <param name="Scrape">Defaults: interval, timeout, limits, histograms.</param>
/// <param name="Metrics">The rules that run behind those of the resource.</param>
/// <param name="Settings">What the installation says.</param>
internal sealed record JobTemplate(RuleChain Targets, ScrapeOptions Scrape, RuleChain Metrics, OperatorSettings Settings);
