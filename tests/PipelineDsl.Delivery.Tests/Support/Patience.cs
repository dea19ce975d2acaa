namespace PipelineDsl.Delivery.Tests;

/// <summary>Ends the waiting for what should long have come, so that a defect fails its test instead of hanging it.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<T> Of<T>(Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Waits for what only shows in a state: nothing tells when it changes.</summary>
    public static async Task Until(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Limit);
            await Task.Yield();
        }
    }
}
