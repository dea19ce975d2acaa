namespace PipelineDsl.Discovery;

/// <summary>What a pipeline discovers, as data: pipelines with equal sources share what finds them.</summary>
public abstract record DiscoverySource
{
    private protected DiscoverySource()
    {
    }
}
