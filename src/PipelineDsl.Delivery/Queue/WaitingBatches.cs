using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Delivery;

/// <summary>The sealed batches of a shard in order: the older ones only on disk, the newer ones in memory. Used under the shard's lock.</summary>
internal sealed class WaitingBatches
{
    private readonly LinkedList<Batch> _backlog = new();
    private readonly Queue<Batch> _fresh = new();

    /// <summary>The samples of batches in memory.</summary>
    public int FreshSamples { get; private set; }

    /// <summary>The samples of batches that are only on disk.</summary>
    public long BacklogSamples { get; private set; }

    /// <summary>The batch that is being sent.</summary>
    public Batch? Taken { get; set; }

    public int FreshCount => _fresh.Count;

    public bool HasBacklog => _backlog.Count > 0;

    public bool IsEmpty => _fresh.Count == 0 && _backlog.Count == 0;

    public void Add(Batch batch)
    {
        _fresh.Enqueue(batch);
        FreshSamples += batch.Samples;
    }

    /// <summary>Adds a mark behind everything.</summary>
    /// <returns>Ends when everything before the mark was taken.</returns>
    public Task Mark()
    {
        var mark = new BatchMark();
        _fresh.Enqueue(mark);
        return mark.Passed;
    }

    /// <summary>Adds a batch that is only on disk, behind or before the others there.</summary>
    public void AddSaved(Batch batch, bool isFirst = false)
    {
        BacklogSamples += batch.Samples;
        if (isFirst)
        {
            _backlog.AddFirst(batch);
        }
        else
        {
            _backlog.AddLast(batch);
        }
    }

    /// <summary>Takes the oldest batch in memory.</summary>
    public bool TryTakeFresh([NotNullWhen(true)] out Batch? batch)
    {
        while (_fresh.TryDequeue(out batch))
        {
            (batch as BatchMark)?.Pass();
            if (!batch.IsDone)
            {
                FreshSamples -= batch.Samples;
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the oldest batch on disk.</summary>
    public bool TryTakeSaved([NotNullWhen(true)] out Batch? batch)
    {
        while (_backlog.First is { } first)
        {
            batch = first.Value;
            _backlog.RemoveFirst();
            (batch as BatchMark)?.Pass();
            if (!batch.IsDone)
            {
                BacklogSamples -= batch.Samples;
                return true;
            }
        }

        batch = null;
        return false;
    }

    /// <summary>Leaves the oldest batches that are saved to the disk, until so many samples are in memory.</summary>
    public void Spill(int most)
    {
        while (FreshSamples > most && _fresh.TryPeek(out Batch? oldest) && (oldest.SpoolId != 0 || oldest.IsDone))
        {
            MoveToBacklog();
        }
    }

    /// <summary>Drops the oldest batches until so many samples are in memory; those that are saved are left to the disk instead.</summary>
    /// <returns>How many samples were dropped.</returns>
    public int DropExcess(int most)
    {
        int dropped = 0;
        while (FreshSamples > most && _fresh.TryPeek(out Batch? oldest))
        {
            if (oldest.SpoolId != 0 || oldest.IsDone)
            {
                MoveToBacklog();
                continue;
            }

            _fresh.Dequeue();
            FreshSamples -= oldest.Samples;
            dropped += oldest.Samples;
            oldest.IsDone = true;
            oldest.Release();
        }

        return dropped;
    }

    /// <summary>Drops a batch that waits; it stays in its place as nothing, and is skipped there.</summary>
    public void Drop(Batch batch)
    {
        batch.IsDone = true;
        if (batch.IsLoaded)
        {
            FreshSamples -= batch.Samples;
        }
        else
        {
            BacklogSamples -= batch.Samples;
        }

        batch.Release();
    }

    /// <summary>Forgets everything.</summary>
    /// <returns>How many samples were only in memory.</returns>
    public int Clear()
    {
        int lost = Taken is { SpoolId: 0 } ? Taken.Samples : 0;
        lost += _fresh.Sum(batch => batch.SpoolId == 0 ? batch.Samples : 0);
        Taken = null;
        _fresh.Clear();
        _backlog.Clear();
        (FreshSamples, BacklogSamples) = (0, 0);
        return lost;
    }

    public Queue<Batch>.Enumerator GetEnumerator() => _fresh.GetEnumerator();

    private void MoveToBacklog()
    {
        Batch oldest = _fresh.Dequeue();
        if (oldest is BatchMark)
        {
            _backlog.AddLast(oldest);
        }
        else if (!oldest.IsDone)
        {
            FreshSamples -= oldest.Samples;
            oldest.Unload();
            AddSaved(oldest);
        }
    }
}
