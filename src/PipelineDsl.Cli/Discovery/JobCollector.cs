using PipelineDsl.Runtime;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Collects jobs.</summary>
internal sealed class JobCollector : GroupCollector<ScrapeJob>, IJobObserver;
