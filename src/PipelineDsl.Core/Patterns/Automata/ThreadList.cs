using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Threads of a program in order of preference, each with the values of its tags.</summary>
/// <remarks>A tag is a slot of which not the position is known, but where the position will be kept.</remarks>
internal sealed class ThreadList(int tagCount)
{
    /// <summary>The value of a tag that was not passed.</summary>
    public const int Unset = -1;

    /// <summary>The value of a tag that was passed at the current position.</summary>
    public const int Here = -2;

    private readonly List<int> _instructions = [];
    private readonly List<int> _values = [];

    public int Count => _instructions.Count;

    public int Instruction(int thread) => _instructions[thread];

    public int Value(int thread, int tag) => _values[(thread * tagCount) + tag];

    public void Add(int instruction, int[] values)
    {
        _instructions.Add(instruction);
        for (int tag = 0; tag < tagCount; tag++)
        {
            _values.Add(values[tag]);
        }
    }

    public void Add(int instruction, ThreadList from, int thread)
    {
        _instructions.Add(instruction);
        for (int tag = 0; tag < tagCount; tag++)
        {
            _values.Add(from.Value(thread, tag));
        }
    }

    /// <summary>Puts the threads in order of their instructions; only for threads without tags.</summary>
    public void Sort() => _instructions.Sort();
}
