namespace PipelineDsl;

/// <summary>The role of targets that a Probe describes: what a prober is asked about.</summary>
public sealed class ProbeTarget
{
    private ProbeTarget()
    {
    }
}
