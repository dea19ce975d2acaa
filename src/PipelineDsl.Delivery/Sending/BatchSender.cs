namespace PipelineDsl.Delivery;

/// <summary>Sends one shard's batches, one at a time and in order.</summary>
/// <param name="queue">Where the batches wait.</param>
/// <param name="client">Sends them.</param>
/// <param name="protocol">What the client sends.</param>
/// <param name="options">How long is waited between tries.</param>
/// <param name="monitor">Hears of what becomes of them.</param>
/// <param name="time">The clock.</param>
/// <param name="spool">Has what is only on disk; <see langword="null"/> if nothing is.</param>
/// <param name="delivered">Called after a batch that got its final answer at once.</param>
internal sealed class BatchSender(
    ShardQueue queue, DeliveryClient client, IDeliveryProtocol protocol, QueueOptions options, DeliveryMonitor monitor, TimeProvider time, Spool? spool,
    Action delivered)
{
    /// <summary>Sends until the queue is closed and empty, or until it is cancelled, which is no error.</summary>
    /// <param name="before">What must have ended before the first batch goes.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task RunAsync(Task before, CancellationToken cancellationToken)
    {
        try
        {
            await before.WaitAsync(cancellationToken).ConfigureAwait(false);
            while (!queue.IsExhausted)
            {
                if (!queue.TryTake(out Batch? batch))
                {
                    await queue.WaitAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                if (!batch.IsLoaded && !spool!.TryLoad(batch))
                {
                    queue.PutBack(batch);
                }
                else if (batch.IsLoaded)
                {
                    await SendAsync(batch, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    monitor.LostFromSpool(batch.Samples);
                    queue.Done(batch);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Time is up: what is left is counted or saved by whoever set the deadline.
        }
    }

    private async Task SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options);
        for (int attempt = 0; ; attempt++)
        {
            if (IsTooOld(batch))
            {
                monitor.DroppedForAge(batch.Samples);
                monitor.Answered(attempt);
                queue.Done(batch);
                return;
            }

            long start = time.GetTimestamp();
            SendOutcome outcome;
            try
            {
                if (protocol.IsTooNew(batch))
                {
                    Downgrade(batch);
                }

                outcome = await client.SendAsync(batch, attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A defect of ours must not end the shard: this batch is lost, loudly, and the next one gets its chance.
                monitor.Defect(error);
                outcome = new SendOutcome(SendOutcomeKind.Rejected, $"not sent, {error.GetType().Name}");
            }

            monitor.Requested(time.GetElapsedTime(start), outcome.Kind);
            if (outcome.Kind == SendOutcomeKind.Unsupported)
            {
                if (protocol.FallBack())
                {
                    monitor.FellBack(outcome.Cause);
                }

                continue;
            }

            if (outcome.Kind != SendOutcomeKind.Retry)
            {
                Finish(batch, outcome, attempt);
                return;
            }

            monitor.Failed(outcome.Cause, attempt);
            await Task.Delay(backoff.Next(outcome.RetryAfter), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsTooOld(Batch batch) => options.SampleAgeLimit > TimeSpan.Zero
        && batch.Newest < time.GetUtcNow().ToUnixTimeMilliseconds() - (long)options.SampleAgeLimit.TotalMilliseconds;

    private void Finish(Batch batch, SendOutcome outcome, int retries)
    {
        // Receivers of 2.0 and of OTLP say how much they wrote, also when they refused the rest.
        WrittenCounts answer = outcome.Written
            ?? (outcome.Kind == SendOutcomeKind.Delivered ? new WrittenCounts(batch.Samples, batch.Exemplars) : default);
        int written = Math.Clamp(answer.Samples, 0, batch.Samples);
        if (written > 0)
        {
            monitor.Delivered(written, batch.Body.Length);
        }

        if (written < batch.Samples)
        {
            monitor.Rejected(batch.Samples - written, outcome.Cause);
        }

        if (batch.Exemplars > 0)
        {
            int exemplars = Math.Clamp(answer.Exemplars, 0, batch.Exemplars);
            monitor.SentExemplars(exemplars, batch.Exemplars - exemplars, outcome.Cause);
        }
        else if (outcome.Kind == SendOutcomeKind.Delivered && written == batch.Samples && outcome.Cause.Length > 0)
        {
            monitor.Warned(outcome.Cause);
        }

        monitor.Answered(retries);
        queue.Done(batch);
        if (retries == 0)
        {
            delivered();
        }
    }

    private void Downgrade(Batch batch)
    {
        int dropped = queue.Downgrade(batch);
        if (dropped > 0)
        {
            monitor.DroppedCustomBuckets(dropped);
        }
    }
}
