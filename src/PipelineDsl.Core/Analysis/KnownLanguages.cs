using System.Runtime.CompilerServices;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>Remembers sets of texts and what became of two of them: the lists of a program have most of their rules in common.</summary>
/// <remarks>A set is the same object whenever it is asked for, so that what is known of two of them is found by what they are, not by what is in them.</remarks>
internal static class KnownLanguages
{
    private const int MaxLanguages = 512;
    private const int MaxPairs = 2048;

    private static readonly RecentlyUsed<string, (ByteDfa? Language, long Work)> s_languages = new(MaxLanguages, StringComparer.Ordinal);
    private static readonly RecentlyUsed<(ByteDfa Left, ByteDfa Right, Operation Operation), ByteDfa?> s_combined = new(MaxPairs, PairComparer.Instance);
    private static readonly RecentlyUsed<(ByteDfa Left, ByteDfa Right, Operation Operation), bool?> s_compared = new(MaxPairs, PairComparer.Instance);

    /// <summary>What is done with two sets.</summary>
    private enum Operation
    {
        Intersect,
        Union,
        Except,
        Overlaps,
        IsSubset,
    }

    /// <summary>The texts that a pattern matches, and how much work it is to say so; null within the limit of it.</summary>
    public static (ByteDfa? Language, long Work) Of(PatternTree tree, long limit) => s_languages.GetOrAdd(NodeKey.Of(tree.Root), _ =>
    {
        var budget = new WorkBudget(limit);
        return (ByteDfa.TryBuild(tree, budget), budget.Spent);
    });

    public static ByteDfa? Intersect(ByteDfa left, ByteDfa right) =>
        s_combined.GetOrAdd((left, right, Operation.Intersect), static pair => pair.Left.Intersect(pair.Right));

    public static ByteDfa? Union(ByteDfa left, ByteDfa right) =>
        s_combined.GetOrAdd((left, right, Operation.Union), static pair => pair.Left.Union(pair.Right));

    public static ByteDfa? Except(ByteDfa left, ByteDfa right) =>
        s_combined.GetOrAdd((left, right, Operation.Except), static pair => pair.Left.Except(pair.Right));

    public static bool? Overlaps(ByteDfa left, ByteDfa right) =>
        s_compared.GetOrAdd((left, right, Operation.Overlaps), static pair => pair.Left.Overlaps(pair.Right));

    public static bool? IsSubset(ByteDfa left, ByteDfa right) =>
        s_compared.GetOrAdd((left, right, Operation.IsSubset), static pair => pair.Left.IsSubsetOf(pair.Right));

    private sealed class PairComparer : IEqualityComparer<(ByteDfa Left, ByteDfa Right, Operation Operation)>
    {
        public static PairComparer Instance { get; } = new();

        public bool Equals((ByteDfa Left, ByteDfa Right, Operation Operation) x, (ByteDfa Left, ByteDfa Right, Operation Operation) y) =>
            ReferenceEquals(x.Left, y.Left) && ReferenceEquals(x.Right, y.Right) && x.Operation == y.Operation;

        public int GetHashCode((ByteDfa Left, ByteDfa Right, Operation Operation) pair) =>
            (((RuntimeHelpers.GetHashCode(pair.Left) * 31) + RuntimeHelpers.GetHashCode(pair.Right)) * 31) + (int)pair.Operation;
    }
}
