using PipelineDsl.Discovery;

namespace PipelineDsl.Runtime;

/// <summary>Finds jobs that are described in a cluster, such as those of ServiceMonitors.</summary>
public interface IJobDiscovery
{
    /// <summary>Whether this discovery knows the source's kind.</summary>
    bool CanDiscover(JobSource source);

    /// <summary>Reports the jobs of a pipeline's source until it is cancelled. Trouble is logged and tried again, never thrown.</summary>
    /// <param name="pipeline">The pipeline: its source says what to look for, its rules and options what each job gets.</param>
    /// <param name="observer">Who hears of the jobs.</param>
    /// <param name="cancellationToken">Ends the discovery; the jobs found stay as they are.</param>
    Task RunAsync(Pipeline pipeline, IJobObserver observer, CancellationToken cancellationToken);
}
