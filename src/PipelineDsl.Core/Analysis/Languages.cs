using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>Sets of texts, built and compared within bounds that hold for a whole list of rules.</summary>
/// <remarks>What does not fit gives null, never a guess; the bounds count steps, not time, so that findings do not come and go.</remarks>
internal sealed class Languages
{
    /// <summary>Steps that building the automaton of one pattern may take.</summary>
    private const long MaxWorkPerPattern = 300_000;

    /// <summary>Steps for a whole list of rules.</summary>
    private const long MaxWork = 6_000_000;

    /// <summary>Entries of the table of one combination of two sets.</summary>
    private const long MaxEntries = 1 << 18;

    private readonly WorkBudget _budget = new(MaxWork);

    /// <summary>Matches every text.</summary>
    public static PatternNode Anything { get; } = new RepeatNode(new ClassNode(CodePointSet.All), 0, RepeatNode.Unbounded, isGreedy: true);

    /// <summary>Every text.</summary>
    public static ByteDfa Everything { get; } = ByteDfa.TryBuild(TreeOf(Anything))!;

    /// <summary>The empty text alone: the value of a label that is not there.</summary>
    public static ByteDfa EmptyText { get; } = ByteDfa.TryBuild(TreeOf(EmptyNode.Instance))!;

    /// <summary>Every text but the empty one.</summary>
    public static ByteDfa NonEmpty { get; } = Everything.Except(EmptyText)!;

    /// <summary>The texts that a pattern matches.</summary>
    public ByteDfa? Of(PatternTree tree)
    {
        if (_budget.IsExceeded)
        {
            return null;
        }

        // What is remembered counts as if it was built: findings must not depend on what was looked at before.
        (ByteDfa? language, long work) = KnownLanguages.Of(tree, MaxWorkPerPattern);
        _budget.Spend(work);
        return language;
    }

    /// <summary>The texts that a part of a pattern matches from end to end.</summary>
    public ByteDfa? OfNode(PatternNode node) => Of(TreeOf(node));

    /// <summary>The texts that a pattern would match; null also if it is none.</summary>
    public ByteDfa? OfPattern(string pattern) => PatternParser.TryParse(pattern, out PatternTree? tree, out _) ? Of(tree!) : null;

    /// <summary>A set of texts that is written out.</summary>
    public ByteDfa? OfTexts(IEnumerable<string> texts) => OfNode(NodeOf(texts));

    /// <summary>Matches one of some texts.</summary>
    public static PatternNode NodeOf(IEnumerable<string> texts) => PatternNodes.Alternation([.. texts.Select(NodeOf)]);

    /// <summary>Matches a text.</summary>
    public static PatternNode NodeOf(string text) => text.Length == 0
        ? EmptyNode.Instance
        : new LiteralNode(Encoding.UTF8.GetBytes(text), text.Any(static c => c == CodePointSet.Replacement));

    public ByteDfa? Intersect(ByteDfa left, ByteDfa right) => Fits(left, right) ? KnownLanguages.Intersect(left, right) : null;

    public ByteDfa? Union(ByteDfa left, ByteDfa right) => Fits(left, right) ? KnownLanguages.Union(left, right) : null;

    public ByteDfa? Except(ByteDfa left, ByteDfa right) => Fits(left, right) ? KnownLanguages.Except(left, right) : null;

    /// <summary>Whether it is proven that two sets share no text.</summary>
    public bool AreDisjoint(ByteDfa left, ByteDfa right) => Fits(left, right) && KnownLanguages.Overlaps(left, right) == false;

    /// <summary>Whether it is proven that one set is within another.</summary>
    public bool IsWithin(ByteDfa inner, ByteDfa outer) => Fits(inner, outer) && KnownLanguages.IsSubset(inner, outer) == true;

    private static PatternTree TreeOf(PatternNode node) => new(
        PatternNodes.Concatenation([new AnchorNode(AnchorKind.TextStart), node, new AnchorNode(AnchorKind.TextEnd)]), [null]);

    private bool Fits(ByteDfa left, ByteDfa right)
    {
        long entries = (long)left.StateCount * right.StateCount * Math.Max(left.ClassCount, right.ClassCount);
        if (entries > MaxEntries || _budget.IsExceeded)
        {
            return false;
        }

        _budget.Spend(entries);
        return true;
    }
}
