using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>An automaton whose states are the blocks of another one's, with no more classes than those need.</summary>
internal sealed class QuotientTable
{
    private readonly DeterministicTable _table;
    private readonly int[] _blockOf;
    private readonly int[] _stateOf;
    private readonly byte[] _firstOf;

    public QuotientTable(DeterministicTable table, int[] blockOf, int blockCount)
    {
        _table = table;
        _blockOf = blockOf;
        _stateOf = new int[blockCount];
        for (int state = blockOf.Length - 1; state >= 0; state--)
        {
            _stateOf[blockOf[state]] = state;
        }

        Start = blockOf[table.Start];
        Classes = MergeClasses();
        _firstOf = new byte[Classes.Count];
        for (int @class = 0; @class < _firstOf.Length; @class++)
        {
            _firstOf[@class] = table.Classes.Map[Classes.FirstOf(@class)];
        }
    }

    public ByteClasses Classes { get; }

    public int Start { get; }

    public int FinalOf(int block) => _table.Finals[_stateOf[block]];

    public int Next(int block, int @class) => _blockOf[_table.Next[EntryOf(block, _firstOf[@class])]];

    public int Operations(int block, int @class) => _table.Operations[EntryOf(block, _firstOf[@class])];

    /// <summary>The blocks that can be reached, those given first, the others by group and within it by distance from the start.</summary>
    public List<int> Order(ReadOnlySpan<int> first, Func<int, int> group)
    {
        var order = new List<int>(first.ToArray());
        var reached = new List<int>();
        var isKnown = new bool[_stateOf.Length];
        Reach(Start);
        for (int i = 0; i < reached.Count; i++)
        {
            for (int @class = 0; @class < _firstOf.Length; @class++)
            {
                Reach(Next(reached[i], @class));
            }
        }

        reached.RemoveAll(order.Contains);
        var groups = new int[reached.Count];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = group(reached[i]);
        }

        foreach (int number in SortedDistinct(groups))
        {
            for (int i = 0; i < groups.Length; i++)
            {
                if (groups[i] == number)
                {
                    order.Add(reached[i]);
                }
            }
        }

        return order;

        void Reach(int block)
        {
            if (!isKnown[block])
            {
                isKnown[block] = true;
                reached.Add(block);
            }
        }
    }

    /// <summary>Where blocks in an order lead with each class, as indices in the order, multiplied.</summary>
    public int[] ToTable(List<int> order, int factor)
    {
        var numberOf = new int[_stateOf.Length];
        for (int i = 0; i < order.Count; i++)
        {
            numberOf[order[i]] = i;
        }

        var next = new int[order.Count * _firstOf.Length];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = factor * numberOf[Next(order[i / _firstOf.Length], i % _firstOf.Length)];
        }

        return next;
    }

    private static SortedSet<int> SortedDistinct(int[] values) => new(values);

    private int EntryOf(int block, int oldClass) => (_stateOf[block] * _table.Classes.Count) + oldClass;

    // Columns of the table that are equal in every block are one class.
    private ByteClasses MergeClasses()
    {
        var columns = new Dictionary<int[], int>(IntArrayComparer.Instance);
        var columnOf = new int[_table.Classes.Count];
        for (int @class = 0; @class < columnOf.Length; @class++)
        {
            var column = new int[2 * _stateOf.Length];
            for (int block = 0; block < _stateOf.Length; block++)
            {
                int entry = EntryOf(block, @class);
                column[2 * block] = _blockOf[_table.Next[entry]];
                column[(2 * block) + 1] = _table.Operations[entry];
            }

            if (!columns.TryGetValue(column, out columnOf[@class]))
            {
                columnOf[@class] = columns.Count;
                columns.Add(column, columnOf[@class]);
            }
        }

        return ByteClasses.Of(value => columnOf[_table.Classes.Map[value]]);
    }
}
