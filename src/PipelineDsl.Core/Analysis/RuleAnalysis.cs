using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Proves what is odd about rules, for all labels that could reach them.</summary>
/// <remarks>
/// It follows the set of values that each label can have through the rules, as automata. Every finding is a proof for all labels that are
/// valid UTF-8; where a proof would take too much work there is no finding. The advice about how patterns are written
/// (<see cref="RuleFindingKind.UnescapedDot"/> and <see cref="RuleFindingKind.CaseInsensitiveList"/>) is a matter of taste instead.
/// </remarks>
public static class RuleAnalysis
{
    /// <summary>Analyzes a list of rules.</summary>
    /// <param name="rules">The rules, in the order they run.</param>
    /// <param name="context">What is known about their place.</param>
    /// <returns>What was found, in order of the rules. Nothing about lists in which a rule cannot be loaded.</returns>
    public static ImmutableArray<RuleFinding> Analyze(IReadOnlyList<RelabelRule> rules, RuleContext context)
    {
        if (rules.Any(static rule => RelabelRuleValidation.Validate(rule) is not null))
        {
            return [];
        }

        var languages = new Languages();
        AnalyzedRule[] analyzed = [.. rules.Select((rule, i) => new AnalyzedRule(i, rule, languages))];
        return [.. analyzed.SelectMany(rule => PatternAdvice.Find(rule, languages)).Concat(FindInChain(analyzed, context, languages))
            .OrderBy(static finding => finding.Rule)];
    }

    /// <summary>What can be said about the way one rule is written, wherever it stands.</summary>
    internal static IEnumerable<RuleFinding> AnalyzeAlone(RelabelRule rule)
    {
        var languages = new Languages();
        return RelabelRuleValidation.Validate(rule) is null ? PatternAdvice.Find(new AnalyzedRule(0, rule, languages), languages) : [];
    }

    /// <summary>What can be said about valid rules because of one another, or because of their place.</summary>
    internal static ImmutableArray<RuleFinding> AnalyzeChain(IReadOnlyList<RelabelRule> rules, RuleContext context)
    {
        var languages = new Languages();
        return [.. FindInChain([.. rules.Select((rule, i) => new AnalyzedRule(i, rule, languages))], context, languages)
            .OrderBy(static finding => finding.Rule)];
    }

    private static IEnumerable<RuleFinding> FindInChain(AnalyzedRule[] rules, RuleContext context, Languages languages)
    {
        var flow = new ValueFlow(languages);
        foreach (AnalyzedRule rule in rules)
        {
            if (!flow.Run(rule))
            {
                break;
            }
        }

        AnalyzedRule[] reached = [.. rules.Take(flow.ReachedCount)];
        return
        [
            .. flow.Findings,
            .. DeadWrites.Find(reached),
            .. TemporaryLabels.Find(reached, context),
            .. MetaLabels.Find(reached, context),
            .. NameCollisions.Find(reached, languages),
        ];
    }
}
