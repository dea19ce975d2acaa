using System;

namespace PipelineDsl.Patterns;

/// <summary>From which states a state is reached with a class.</summary>
internal sealed class ReverseTransitions
{
    private readonly int _classCount;
    private readonly int[] _starts;
    private readonly int[] _sources;

    public ReverseTransitions(int[] next, int classCount)
    {
        _classCount = classCount;
        _starts = new int[next.Length + 1];
        _sources = new int[next.Length];
        for (int i = 0; i < next.Length; i++)
        {
            _starts[KeyOf(next[i], i % classCount) + 1]++;
        }

        for (int i = 0; i < next.Length; i++)
        {
            _starts[i + 1] += _starts[i];
        }

        var filled = new int[next.Length];
        for (int i = 0; i < next.Length; i++)
        {
            int key = KeyOf(next[i], i % classCount);
            _sources[_starts[key] + filled[key]++] = i / classCount;
        }
    }

    public ReadOnlySpan<int> SourcesOf(int state, int @class)
    {
        int key = KeyOf(state, @class);
        return new ReadOnlySpan<int>(_sources, _starts[key], _starts[key + 1] - _starts[key]);
    }

    private int KeyOf(int state, int @class) => (state * _classCount) + @class;
}
