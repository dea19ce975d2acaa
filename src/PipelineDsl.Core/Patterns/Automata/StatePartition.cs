using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Finds the coarsest partition of states that tells nothing apart but what has to be: Hopcroft's algorithm.</summary>
/// <remarks>The states of a block lie next to each other; those marked for a split lie at its beginning.</remarks>
internal sealed class StatePartition
{
    private readonly int[] _states;
    private readonly int[] _placeOf;
    private readonly int[] _blockOf;
    private readonly List<int> _first = [];
    private readonly List<int> _end = [];
    private readonly List<int> _marked = [];
    private readonly List<int> _touched = [];
    private readonly Stack<int> _waiting = [];
    private readonly List<bool> _isWaiting = [];

    private StatePartition(int[] blockOf, int blockCount)
    {
        _blockOf = blockOf;
        _states = new int[blockOf.Length];
        _placeOf = new int[blockOf.Length];
        var sizes = new int[blockCount + 1];
        foreach (int block in blockOf)
        {
            sizes[block + 1]++;
        }

        for (int block = 0; block < blockCount; block++)
        {
            sizes[block + 1] += sizes[block];
            AddBlock(sizes[block], sizes[block + 1]);
        }

        for (int state = 0; state < blockOf.Length; state++)
        {
            int place = sizes[blockOf[state]]++;
            _states[place] = state;
            _placeOf[state] = place;
        }
    }

    /// <summary>Refines a partition until states of one block lead to one block with every class.</summary>
    /// <param name="next">Where each state leads with each class, states in turn.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="blockOf">The block of each state, from 0; holds the refined partition afterwards.</param>
    /// <param name="blockCount">How many blocks there are, none of them empty.</param>
    /// <returns>How many blocks there are afterwards.</returns>
    public static int Refine(int[] next, int classCount, int[] blockOf, int blockCount)
    {
        var partition = new StatePartition(blockOf, blockCount);
        partition.Refine(new ReverseTransitions(next, classCount), classCount);
        return partition._first.Count;
    }

    private void Refine(ReverseTransitions reverse, int classCount)
    {
        for (int block = 0; block < _first.Count; block++)
        {
            Wait(block);
        }

        while (_waiting.Count > 0)
        {
            int splitter = _waiting.Pop();
            _isWaiting[splitter] = false;

            // The splitter may be split by itself, so what it was is kept.
            var states = new int[_end[splitter] - _first[splitter]];
            Array.Copy(_states, _first[splitter], states, 0, states.Length);
            for (int @class = 0; @class < classCount; @class++)
            {
                foreach (int state in states)
                {
                    foreach (int source in reverse.SourcesOf(state, @class))
                    {
                        Mark(source);
                    }
                }

                SplitTouched();
            }
        }
    }

    private void Mark(int state)
    {
        int block = _blockOf[state];
        int place = _placeOf[state];
        int target = _first[block] + _marked[block];
        if (place < target)
        {
            return;
        }

        if (_marked[block]++ == 0)
        {
            _touched.Add(block);
        }

        int other = _states[target];
        (_states[target], _states[place]) = (state, other);
        (_placeOf[state], _placeOf[other]) = (target, place);
    }

    private void SplitTouched()
    {
        foreach (int block in _touched)
        {
            int middle = _first[block] + _marked[block];
            _marked[block] = 0;
            if (middle == _end[block])
            {
                continue;
            }

            // The smaller part becomes a block of its own: it is all that has to be looked at again.
            bool isFirstSmaller = middle - _first[block] <= _end[block] - middle;
            int added = isFirstSmaller ? AddBlock(_first[block], middle) : AddBlock(middle, _end[block]);
            if (isFirstSmaller)
            {
                _first[block] = middle;
            }
            else
            {
                _end[block] = middle;
            }

            for (int place = _first[added]; place < _end[added]; place++)
            {
                _blockOf[_states[place]] = added;
            }

            Wait(added);
        }

        _touched.Clear();
    }

    private int AddBlock(int first, int end)
    {
        _first.Add(first);
        _end.Add(end);
        _marked.Add(0);
        _isWaiting.Add(false);
        return _first.Count - 1;
    }

    private void Wait(int block)
    {
        if (!_isWaiting[block])
        {
            _isWaiting[block] = true;
            _waiting.Push(block);
        }
    }
}
