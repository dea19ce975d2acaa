namespace PipelineDsl.Delivery;

/// <summary>A shard as its spool sees it: what is not saved yet, what is, and what can leave memory.</summary>
/// <param name="gate">The shard's lock.</param>
/// <param name="waiting">What waits in the shard.</param>
/// <param name="time">The clock.</param>
/// <param name="spilled">Called, under the lock, when something is only on disk: the disk may work again.</param>
internal sealed class ShardStorage(Lock gate, WaitingBatches waiting, TimeProvider time, Action spilled)
{
    /// <summary>Collects what is sealed, so old, and not on disk.</summary>
    public void CollectUnsaved(TimeSpan age, List<UnsavedRequest> requests)
    {
        lock (gate)
        {
            if (waiting.Taken is { } taken)
            {
                Collect(taken, age, requests);
            }

            foreach (Batch batch in waiting)
            {
                Collect(batch, age, requests);
            }
        }
    }

    /// <summary>Notes that a collected request is on disk.</summary>
    /// <returns>Whether it still matters: it was not delivered meanwhile.</returns>
    public bool TrySetSaved(in UnsavedRequest request, long id)
    {
        Batch batch = request.Batch;
        lock (gate)
        {
            (batch.SpoolId, batch.SavedFormat) = (id, request.Format);
            return !batch.IsDone;
        }
    }

    /// <summary>Keeps only so many samples in memory, where the rest is on disk.</summary>
    public void Spill(Func<int> most)
    {
        lock (gate)
        {
            waiting.Spill(most());
            if (waiting.HasBacklog)
            {
                spilled();
            }
        }
    }

    /// <summary>Drops a batch that waits.</summary>
    /// <returns>Whether it waited.</returns>
    public bool TryDrop(Batch batch)
    {
        lock (gate)
        {
            if (batch.IsDone || batch == waiting.Taken)
            {
                return false;
            }

            waiting.Drop(batch);
            return true;
        }
    }

    /// <summary>Notes that a saved batch is no longer on disk.</summary>
    /// <returns>Whether it is lost: it was not in memory.</returns>
    public bool LoseSaved(Batch batch)
    {
        lock (gate)
        {
            batch.SpoolId = 0;
        }

        return !batch.IsLoaded && TryDrop(batch);
    }

    private void Collect(Batch batch, TimeSpan age, List<UnsavedRequest> requests)
    {
        if (batch.SpoolId == 0 && !batch.IsDone && time.GetElapsedTime(batch.OpenedAt) >= age)
        {
            // Its bytes are read without the lock from now on: the buffer must not go to another batch.
            batch.IsRead = true;
            requests.Add(new UnsavedRequest(batch, batch.Format, batch.Body));
        }
    }
}
