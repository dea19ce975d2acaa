using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Runs two automata side by side.</summary>
internal sealed class StatePairs
{
    private readonly ByteDfa _left;
    private readonly ByteDfa _right;
    private readonly Func<bool, bool, bool> _isIn;
    private readonly List<(int Left, int Right)> _pairs = [];
    private readonly Dictionary<(int Left, int Right), int> _known = [];

    private StatePairs(ByteDfa left, ByteDfa right, Func<bool, bool, bool> isIn)
    {
        _left = left;
        _right = right;
        _isIn = isIn;
        Classes = ByteClasses.Of(value => (left.ClassOf[value] << 8) | right.ClassOf[value]);
    }

    private ByteClasses Classes { get; }

    /// <summary>The automaton of all pairs that can be reached; null if there are too many.</summary>
    public static DeterministicTable? Combine(ByteDfa left, ByteDfa right, Func<bool, bool, bool> isIn) =>
        new StatePairs(left, right, isIn).Combine();

    /// <summary>Whether there is a text for which a condition holds; null if there are too many pairs to tell.</summary>
    public static bool? Find(ByteDfa left, ByteDfa right, Func<bool, bool, bool> isIn) => new StatePairs(left, right, isIn).Find();

    private DeterministicTable? Combine()
    {
        // What cannot be known before all pairs are found is which of them are dead, so the dead state of the table stays alone at first.
        var table = new DeterministicTable(Classes);
        table.AddDead();
        table.Start = 1 + NumberOf((_left.Start, _right.Start));
        for (int i = 0; i < _pairs.Count; i++)
        {
            for (int @class = 0; @class < Classes.Count; @class++)
            {
                table.Add(1 + NumberOf(Next(_pairs[i], @class)), 0);
            }

            table.Finals.Add(IsIn(_pairs[i]) ? 1 : 0);
            if (_pairs.Count > AutomatonLimits.MaxPairs || (long)_pairs.Count * Classes.Count > AutomatonLimits.MaxEntries)
            {
                return null;
            }
        }

        return table;
    }

    private bool? Find()
    {
        NumberOf((_left.Start, _right.Start));
        for (int i = 0; i < _pairs.Count; i++)
        {
            if (IsIn(_pairs[i]))
            {
                return true;
            }

            for (int @class = 0; @class < Classes.Count; @class++)
            {
                NumberOf(Next(_pairs[i], @class));
            }

            if (_pairs.Count > AutomatonLimits.MaxPairs)
            {
                return null;
            }
        }

        return false;
    }

    private bool IsIn((int Left, int Right) pair) => _isIn(_left.IsAccepting(pair.Left), _right.IsAccepting(pair.Right));

    private (int Left, int Right) Next((int Left, int Right) pair, int @class)
    {
        byte value = Classes.FirstOf(@class);
        return (_left.Next(pair.Left, _left.ClassOf[value]), _right.Next(pair.Right, _right.ClassOf[value]));
    }

    private int NumberOf((int Left, int Right) pair)
    {
        if (!_known.TryGetValue(pair, out int number))
        {
            number = _pairs.Count;
            _pairs.Add(pair);
            _known.Add(pair, number);
        }

        return number;
    }
}
