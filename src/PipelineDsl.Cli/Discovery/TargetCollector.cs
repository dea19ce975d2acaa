using PipelineDsl.Runtime;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Collects targets.</summary>
internal sealed class TargetCollector : GroupCollector<LabelSet>, ITargetObserver;
