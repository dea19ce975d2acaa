namespace PipelineDsl.Kubernetes;

/// <summary>What metrics show of one list and watch.</summary>
internal interface IScopeHealth
{
    ResourceQuery Query { get; }

    int Objects { get; }

    bool IsUp { get; }
}
