namespace PipelineDsl.Delivery;

/// <summary>Keeps a few things to use them again; what is too much or too large goes to the garbage collector.</summary>
/// <param name="most">The most things kept.</param>
/// <param name="isKept">Whether a thing is small enough to be kept.</param>
internal sealed class BoundedPool<T>(int most, Func<T, bool> isKept)
    where T : class, new()
{
    private readonly Lock _gate = new();
    private readonly Stack<T> _kept = new();

    public T Rent()
    {
        lock (_gate)
        {
            if (_kept.TryPop(out T? kept))
            {
                return kept;
            }
        }

        return new T();
    }

    public void Return(T item)
    {
        if (!isKept(item))
        {
            return;
        }

        lock (_gate)
        {
            if (_kept.Count < most)
            {
                _kept.Push(item);
            }
        }
    }
}
