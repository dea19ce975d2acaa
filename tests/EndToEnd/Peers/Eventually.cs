namespace PipelineDsl.EndToEnd.Peers;

/// <summary>Waits for other processes, which have no clock of ours.</summary>
internal static class Eventually
{
    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">What is waited for, in the words of the failure.</param>
    /// <param name="within">The longest wait.</param>
    /// <param name="condition">The condition; an <see cref="HttpRequestException"/> counts as not yet.</param>
    /// <param name="evidence">What to show when it does not come about.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> HoldsAsync(string what, TimeSpan within, Func<Task<bool>> condition, Func<string>? evidence = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        Exception? last = null;
        do
        {
            try
            {
                if (await condition())
                {
                    return TimeProvider.System.GetElapsedTime(start);
                }
            }
            catch (HttpRequestException error)
            {
                last = error;
            }
        }
        while (TimeProvider.System.GetElapsedTime(start) < within && await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken));

        Assert.Fail($"Within {within} it did not come about that {what}. {last?.Message}\n{evidence?.Invoke()}");
        return default;
    }
}
