namespace PipelineDsl.Delivery;

/// <summary>Items with small numbers, each once and counted. Not thread-safe.</summary>
/// <param name="none">What is no item: it marks free numbers.</param>
internal sealed class CountedList<T>(T none)
    where T : notnull
{
    /// <summary>More items than this are found by hash while items are added.</summary>
    private const int MostSearched = 256;

    private T[] _items = [];
    private int[] _uses = [];
    private Stack<int>? _free;
    private Dictionary<T, int>? _index;
    private int _count;

    public T this[int number] => _items[number];

    /// <summary>Counts an item once more.</summary>
    /// <returns>Its number.</returns>
    public int Add(T item)
    {
        int number = Find(item);
        if (number < 0)
        {
            number = _free is { Count: > 0 } ? _free.Pop() : _count++;
            if (number == _items.Length)
            {
                int length = Math.Max(4, number + (number / 2));
                Array.Resize(ref _items, length);
                Array.Resize(ref _uses, length);
            }

            _items[number] = item;
            _index?.Add(item, number);
        }

        _uses[number]++;
        return number;
    }

    /// <summary>Counts an item once less; the last time frees its number.</summary>
    public void Release(int number)
    {
        if (--_uses[number] == 0)
        {
            _index?.Remove(_items[number]);
            _items[number] = none;
            (_free ??= []).Push(number);
        }
    }

    /// <summary>Gives up what only helps to add.</summary>
    public void Trim() => _index = null;

    public void Clear() => (_items, _uses, _free, _index, _count) = ([], [], null, null, 0);

    // Neighbours have most in common: what was added last is looked at first.
    private int Find(T item)
    {
        if (_count <= MostSearched)
        {
            return _items.AsSpan(0, _count).LastIndexOf(item);
        }

        if (_index is null)
        {
            _index = new Dictionary<T, int>(_count);
            for (int number = 0; number < _count; number++)
            {
                if (_uses[number] > 0)
                {
                    _index.Add(_items[number], number);
                }
            }
        }

        return _index.TryGetValue(item, out int found) ? found : -1;
    }
}
