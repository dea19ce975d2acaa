namespace PipelineDsl.Delivery;

/// <summary>Sends one shard's batches, one at a time and in order.</summary>
internal sealed class ShardSender(
    ShardQueue queue, RemoteWriteClient client, QueueOptions options, BoundedPool<RequestBuffer> buffers, DeliveryMonitor monitor, TimeProvider time)
{
    /// <summary>Sends until the queue is closed and empty, or until it is cancelled, which is no error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!queue.IsExhausted)
            {
                CompressSealed();
                if (!queue.TryTakeCompressed(out Batch? batch))
                {
                    await queue.WaitAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await SendAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Time is up: what is left is counted by whoever set the deadline.
        }
    }

    // All of them, and during an outage too: compressed batches take a tenth of the memory.
    private void CompressSealed()
    {
        while (queue.TryTakeSealed(out Batch? batch))
        {
            batch.Compress(buffers);
            queue.PutBack(batch);
        }
    }

    private async Task SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options);
        for (int attempt = 0; ; attempt++)
        {
            long start = time.GetTimestamp();
            SendOutcome outcome;
            try
            {
                outcome = await client.SendAsync(batch.Body, attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A defect of ours must not end the shard: this batch is lost, loudly, and the next one gets its chance.
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
            CompressSealed();
            await Task.Delay(backoff.Next(outcome.RetryAfter), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Finish(Batch batch, SendOutcome outcome, int retries)
    {
        if (outcome.Kind == SendOutcomeKind.Delivered)
        {
            monitor.Delivered(batch.Samples, batch.Body.Length, retries);
        }
        else
        {
            monitor.Rejected(batch.Samples, outcome.Cause, retries);
        }

        queue.Done(batch);
    }
}
