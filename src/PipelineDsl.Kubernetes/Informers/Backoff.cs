namespace PipelineDsl.Kubernetes;

/// <summary>How long to wait before asking again: 0.8 s, doubled each time up to 30 s, and up to as much again at random.</summary>
internal sealed class Backoff(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>The next wait, at random so that not all clients come back at one moment.</summary>
    /// <param name="asked">What the server asked for at least. The default value is zero: nothing. One that is overloaded asks for a second each time, however long it lasts.</param>
    public TimeSpan Next(TimeSpan asked = default)
    {
        TimeSpan wait = asked > _next ? asked : _next;
        _next = _next * 2 > Longest ? Longest : _next * 2;
        return wait * (1 + random());
    }

    /// <summary>All is well: begin with short waits again.</summary>
    public void Reset() => _next = First;
}
