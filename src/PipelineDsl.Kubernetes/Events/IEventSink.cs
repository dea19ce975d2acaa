namespace PipelineDsl.Kubernetes;

/// <summary>Writes events beside objects, for those who look at them with <c>kubectl describe</c>.</summary>
public interface IEventSink
{
    /// <summary>Writes a warning. Returns at once and does not throw; whoever writes may leave out what was written just before.</summary>
    /// <param name="about">The object.</param>
    /// <param name="reason">What happened, as one word in capitals and lower case: <c>InvalidPort</c>.</param>
    /// <param name="message">What happened, and the mend.</param>
    void Warn(EventSubject about, string reason, string message);
}
