namespace PipelineDsl.Delivery;

/// <summary>Lets one message through per minute. Thread-safe only under its user's lock.</summary>
internal sealed class LogGate(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long? _last;

    public bool TryPass()
    {
        if (_last is { } last && time.GetElapsedTime(last) < Interval)
        {
            return false;
        }

        _last = time.GetTimestamp();
        return true;
    }
}
