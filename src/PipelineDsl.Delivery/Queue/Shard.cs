namespace PipelineDsl.Delivery;

/// <summary>The way into a shard, which takes the targets whose hash is of its class.</summary>
/// <param name="assembler">Fills batches.</param>
/// <param name="queue">Where they wait.</param>
/// <param name="monitor">Hears of what is dropped.</param>
internal sealed class Shard<TAssembler>(TAssembler assembler, ShardQueue queue, DeliveryMonitor monitor)
    where TAssembler : IBatchAssembler
{
    private ulong _index;
    private ulong _count = 1;
    private bool _isRetired;

    public ShardQueue Queue => queue;

    /// <summary>Writes what a target commits, in order.</summary>
    /// <returns>Whether the target is this shard's.</returns>
    public bool TryAdd<TAddition>(ulong hash, ref TAddition addition)
        where TAddition : IAddition<TAssembler>, allows ref struct
    {
        bool isOpen;
        (int Dropped, bool IsFirst) room;
        lock (queue.Gate)
        {
            if (_isRetired || hash % _count != _index)
            {
                return false;
            }

            isOpen = queue.TryMakeRoom(addition.Samples, out room);
            if (isOpen)
            {
                addition.AddTo(assembler);
            }
        }

        if (!isOpen && addition.Samples > 0)
        {
            monitor.DroppedAfterStop(addition.Samples);
        }
        else if (room.Dropped > 0)
        {
            monitor.DroppedForRoom(room.Dropped, room.IsFirst);
        }

        return true;
    }

    /// <summary>From now on takes only the targets whose hash is of this class.</summary>
    /// <returns>Ends when everything added until now was sent, or given up.</returns>
    public Task Own(int index, int count)
    {
        lock (queue.Gate)
        {
            (_index, _count) = ((uint)index, (uint)count);
            return queue.Mark();
        }
    }

    /// <summary>Takes no more samples; others have its targets from now on.</summary>
    public void Retire()
    {
        lock (queue.Gate)
        {
            _isRetired = true;
            queue.Close();
        }
    }
}
