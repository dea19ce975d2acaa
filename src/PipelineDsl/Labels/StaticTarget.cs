namespace PipelineDsl;

/// <summary>The role of targets known beforehand: they have no labels of their own.</summary>
public sealed class StaticTarget
{
    private StaticTarget()
    {
    }
}
