namespace PipelineDsl.Discovery;

/// <summary>Resources of a cluster that each describe jobs of their own.</summary>
public abstract record JobSource : DiscoverySource
{
    private protected JobSource()
    {
    }
}
