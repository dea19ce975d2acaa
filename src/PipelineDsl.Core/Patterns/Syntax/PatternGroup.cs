using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>What stands between two parentheses, while it is read.</summary>
/// <param name="opening">Where the parenthesis opens.</param>
/// <param name="outerFlags">The flags that hold again after it.</param>
/// <param name="number">The number of the group, or 0 if it captures nothing.</param>
internal sealed class PatternGroup(int opening, PatternFlags outerFlags, int number)
{
    private readonly List<PatternNode> _alternatives = [];
    private List<PatternNode> _items = [];

    public int Opening { get; } = opening;

    public PatternFlags OuterFlags { get; } = outerFlags;

    /// <summary>The parts of the alternative that is being read.</summary>
    public List<PatternNode> Items => _items;

    public void NextAlternative()
    {
        _alternatives.Add(PatternNodes.Concatenation(_items));
        _items = [];
    }

    public PatternNode ToNode()
    {
        NextAlternative();
        PatternNode node = PatternNodes.Alternation(_alternatives);
        return number == 0 ? node : new CaptureNode(node, number);
    }
}
