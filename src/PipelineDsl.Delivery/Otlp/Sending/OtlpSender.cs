namespace PipelineDsl.Delivery;

/// <summary>Sends the batches of one queue, one at a time and in order.</summary>
internal sealed class OtlpSender(OtlpQueue queue, OtlpClient client, QueueOptions options, DeliveryMonitor monitor, TimeProvider time)
{
    /// <summary>Sends until the queue is closed and empty, or until it is cancelled, which is no error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await queue.TakeAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                await SendAsync(batch, cancellationToken).ConfigureAwait(false);
                queue.Done(batch);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Time is up: what is left is counted by whoever set the deadline.
        }
    }

    private async Task SendAsync(OtlpBatch batch, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options);
        for (int attempt = 0; ; attempt++)
        {
            if (IsTooOld(batch))
            {
                monitor.DroppedForAge(batch.Points);
                monitor.Answered(attempt);
                return;
            }

            long start = time.GetTimestamp();
            SendOutcome outcome;
            try
            {
                outcome = await client.SendAsync(batch, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A defect of ours must not end the sending: this batch is lost, loudly, and the next one gets its chance.
                monitor.Defect(error);
                outcome = new SendOutcome(SendOutcomeKind.Rejected, $"not sent, {error.GetType().Name}");
            }

            monitor.Requested(time.GetElapsedTime(start), outcome.Kind);
            if (outcome.Kind != SendOutcomeKind.Retry)
            {
                Finish(batch, outcome, attempt);
                return;
            }

            monitor.Failed(outcome.Cause, attempt);
            await Task.Delay(backoff.Next(outcome.RetryAfter), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsTooOld(OtlpBatch batch) => options.SampleAgeLimit > TimeSpan.Zero
        && batch.Newest < time.GetUtcNow().ToUnixTimeMilliseconds() - (long)options.SampleAgeLimit.TotalMilliseconds;

    private void Finish(OtlpBatch batch, SendOutcome outcome, int retries)
    {
        int written = outcome.Kind == SendOutcomeKind.Delivered ? outcome.Written?.Samples ?? batch.Points : 0;
        if (written > 0)
        {
            monitor.Delivered(written, (int)batch.Body.Length);
        }

        if (written < batch.Points)
        {
            monitor.Rejected(batch.Points - written, outcome.Cause);
        }
        else if (outcome.Cause.Length > 0)
        {
            monitor.Warned(outcome.Cause);
        }

        monitor.Answered(retries);
    }
}
