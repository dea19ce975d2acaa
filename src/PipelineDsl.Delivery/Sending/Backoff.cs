namespace PipelineDsl.Delivery;

/// <summary>The waits between tries: each twice as long as the last, shortened at random so that shards do not knock together.</summary>
internal sealed class Backoff(QueueOptions options)
{
    /// <summary>The longest that a receiver may ask to be left alone: a mistyped header must not stop delivery for days.</summary>
    public static readonly TimeSpan MostRetryAfter = TimeSpan.FromMinutes(10);

    private TimeSpan _next = options.MinBackoff;

    /// <summary>The next wait: from half to all of the back-off, and not shorter than what the receiver asked for.</summary>
    public TimeSpan Next(TimeSpan? retryAfter)
    {
        TimeSpan wait = _next * (0.5 + (Random.Shared.NextDouble() / 2));
        _next = _next * 2 < options.MaxBackoff ? _next * 2 : options.MaxBackoff;
        TimeSpan asked = retryAfter is { } after && after < MostRetryAfter ? after : retryAfter is null ? TimeSpan.Zero : MostRetryAfter;
        return asked > wait ? asked : wait;
    }
}
