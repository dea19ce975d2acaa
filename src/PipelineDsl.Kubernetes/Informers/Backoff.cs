namespace PipelineDsl.Kubernetes;

/// <summary>How long to wait before asking again: 0.8 s, doubled each time up to 30 s, and up to as much again at random.</summary>
internal sealed class Backoff(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = _next;
        _next = wait * 2 > Longest ? Longest : wait * 2;
        return Jitter(wait);
    }

    /// <summary>A wait the server asked for; all clients coming back at that moment would be the next overload.</summary>
    public TimeSpan Jitter(TimeSpan wait) => wait * (1 + random());

    /// <summary>All is well: begin with short waits again.</summary>
    public void Reset() => _next = First;
}
