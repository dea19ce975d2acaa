namespace PipelineDsl.Testing;

/// <summary>The answers to order that are not used up.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(Fault Fault, int Times)> _faults = new();

    public void Add(Fault fault, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _faults.AddLast((fault, times));
        }
    }

    public Fault? Next()
    {
        lock (_gate)
        {
            if (_faults.First is not { } first)
            {
                return null;
            }

            (Fault fault, int times) = first.Value;
            if (times == 1)
            {
                _faults.RemoveFirst();
            }
            else
            {
                first.Value = (fault, times - 1);
            }

            return fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }
}
