namespace PipelineDsl.Testing;

/// <summary>Wakes those who wait for something that a request may bring.</summary>
internal sealed class RequestSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Says that a request was taken, after what it brought can be seen.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    /// <summary>Waits until something is true: asked at once, then after every request.</summary>
    public async Task WaitUntilAsync(Func<bool> predicate, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the question: a request in between ends the wait.
            Task next = Volatile.Read(ref _next).Task;
            if (predicate())
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Waiters go on elsewhere: a predicate must not run in the middle of a request.
    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
