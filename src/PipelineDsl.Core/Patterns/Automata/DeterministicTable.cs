using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>An automaton as it comes out of a construction: complete, not minimal, with state 0 dead.</summary>
internal sealed class DeterministicTable(ByteClasses classes)
{
    /// <summary>The state from which there is no match.</summary>
    public const int Dead = 0;

    public ByteClasses Classes { get; } = classes;

    /// <summary>Where to begin.</summary>
    public int Start { get; set; }

    public int StateCount => Finals.Count;

    /// <summary>Where each state leads with each class, states in turn.</summary>
    public List<int> Next { get; } = [];

    /// <summary>The number of the list of operations that goes with each transition.</summary>
    public List<int> Operations { get; } = [];

    /// <summary>0 for states that do not accept; others accept, and the number says with which captures.</summary>
    public List<int> Finals { get; } = [];

    public void Add(int next, int operations)
    {
        Next.Add(next);
        Operations.Add(operations);
    }

    public void AddDead()
    {
        for (int @class = 0; @class < Classes.Count; @class++)
        {
            Add(Dead, 0);
        }

        Finals.Add(0);
    }
}
