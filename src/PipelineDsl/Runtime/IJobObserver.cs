namespace PipelineDsl.Runtime;

/// <summary>Hears of discovered jobs, one call at a time.</summary>
public interface IJobObserver
{
    /// <summary>The jobs of one resource are now these. A job that is the same object as before goes on undisturbed.</summary>
    /// <param name="group">The resource, such as <c>serviceMonitor/shop/web</c>.</param>
    /// <param name="jobs">Its jobs; empty when it is gone or rejected.</param>
    void Update(string group, IReadOnlyList<ScrapeJob> jobs);

    /// <summary>Everything that is there has been reported once.</summary>
    void Synced();
}
