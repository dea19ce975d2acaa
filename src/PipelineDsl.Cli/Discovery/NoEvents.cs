using PipelineDsl.Kubernetes;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Writes no events: looking at a cluster does not change it.</summary>
internal sealed class NoEvents : IEventSink
{
    public void Warn(EventSubject about, string reason, string message)
    {
    }
}
