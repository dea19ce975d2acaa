using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Collects ranges in any order.</summary>
internal sealed class CodePointSetBuilder
{
    private readonly List<int> _bounds = [];

    public void Add(int low, int high)
    {
        _bounds.Add(low);
        _bounds.Add(high);
    }

    public void Add(CodePointSet set)
    {
        for (int i = 0; i < set.RangeCount; i++)
        {
            Add(set.LowOf(i), set.HighOf(i));
        }
    }

    public CodePointSet ToSet() => _bounds.Count == 0 ? CodePointSet.Empty : CodePointSet.OfRanges(_bounds);
}
