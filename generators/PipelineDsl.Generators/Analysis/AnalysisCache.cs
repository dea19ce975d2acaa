using System.Collections.Concurrent;
using System.Collections.Immutable;
using PipelineDsl.Analysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Analysis;

/// <summary>Remembers what was found in rule lists: most of them are the same after an edit.</summary>
internal static class AnalysisCache
{
    /// <summary>More lists than this are not remembered at once.</summary>
    private const int MaxLists = 256;

    private static readonly ConcurrentDictionary<(RelabelingSpec Rules, RuleContext Context), ImmutableArray<RuleFinding>> s_known = new();

    /// <summary>What there is to say about valid rules because of one another, or because of their place.</summary>
    public static ImmutableArray<RuleFinding> Analyze(RelabelingSpec rules, RuleContext context)
    {
        if (s_known.Count > MaxLists)
        {
            s_known.Clear();
        }

        return s_known.GetOrAdd((rules, context), static key => RuleAnalysis.AnalyzeChain([.. key.Rules.Rules], key.Context));
    }
}
