using System.Collections.Immutable;
using PipelineDsl.Analysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Analysis;

/// <summary>Remembers what was found in rule lists: most of them are the same after an edit.</summary>
internal static class AnalysisCache
{
    private const int MaxLists = 1024;

    private static readonly RecentlyUsed<(RelabelingSpec Rules, RuleContext Context), ImmutableArray<RuleFinding>> s_known =
        new(MaxLists, EqualityComparer<(RelabelingSpec Rules, RuleContext Context)>.Default);

    /// <summary>What there is to say about valid rules because of one another, or because of their place.</summary>
    public static ImmutableArray<RuleFinding> Analyze(RelabelingSpec rules, RuleContext context) =>
        s_known.GetOrAdd((rules, context), static key => RuleAnalysis.AnalyzeChain([.. key.Rules.Rules], key.Context));
}
