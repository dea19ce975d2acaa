namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Who waits for what time, the next one first. Taking one out costs little too: a pool that goes takes out thousands.</summary>
internal sealed class DueQueue
{
    private (IScheduled Target, long Due)[] _heap = new (IScheduled, long)[16];

    public int Count { get; private set; }

    /// <summary>The next one. There must be one.</summary>
    public (IScheduled Target, long Due) First => _heap[0];

    public void Add(IScheduled target, long due)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        MoveUp(Count++, (target, due));
    }

    /// <summary>Takes one out; one that does not wait is left alone.</summary>
    public void Remove(IScheduled target)
    {
        int place = target.Place;
        if (place < 0)
        {
            return;
        }

        (IScheduled Target, long Due) last = _heap[--Count];
        _heap[Count] = default;
        target.Place = -1;
        if (place == Count)
        {
            return;
        }

        // The last one fills the gap and then goes where it belongs, up or down.
        if (place > 0 && last.Due < _heap[(place - 1) / 2].Due)
        {
            MoveUp(place, last);
        }
        else
        {
            MoveDown(place, last);
        }
    }

    public void Clear()
    {
        foreach ((IScheduled target, _) in _heap.AsSpan(0, Count))
        {
            target.Place = -1;
        }

        Array.Clear(_heap);
        Count = 0;
    }

    private void MoveUp(int place, (IScheduled Target, long Due) entry)
    {
        while (place > 0 && entry.Due < _heap[(place - 1) / 2].Due)
        {
            Put(place, _heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }

        Put(place, entry);
    }

    private void MoveDown(int place, (IScheduled Target, long Due) entry)
    {
        while (true)
        {
            int child = (place * 2) + 1;
            child += child + 1 < Count && _heap[child + 1].Due < _heap[child].Due ? 1 : 0;
            if (child >= Count || entry.Due <= _heap[child].Due)
            {
                break;
            }

            Put(place, _heap[child]);
            place = child;
        }

        Put(place, entry);
    }

    private void Put(int place, (IScheduled Target, long Due) entry)
    {
        _heap[place] = entry;
        entry.Target.Place = place;
    }
}
