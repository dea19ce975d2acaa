using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

internal sealed partial class ValueFlow
{
    private bool Keep(AnalyzedRule rule)
    {
        ValueFact fact = Values.Of(rule.Sources, rule.Rule.Separator);
        if (rule.Language is not { } pattern)
        {
            return true;
        }

        if (_languages.AreDisjoint(fact.Language, pattern))
        {
            ReportNothingPasses(rule, fact);
            return false;
        }

        if (_languages.IsWithin(fact.Language, pattern))
        {
            rule.IsIdle = true;
            int? because = ReasonFor(fact, other => Decides(other, rule)
                && (other.Rule.Action == RelabelAction.Keep ? _languages.IsWithin(other.Language!, pattern) : CoversRest(other.Language!, pattern)));
            string reason = fact.Causes.IsEmpty ? $"every value matches '{rule.Rule.Pattern}'" : $"what reaches it always matches{After(fact, because)}";
            Report(RuleFindingKind.DecidesNothing, rule, RelabelRulePart.Pattern, $"This rule keeps everything: {reason}", because);
            return true;
        }

        Values.Narrow(rule.Sources, rule.Rule.Separator, _languages.Intersect(fact.Language, pattern), rule.Index);
        return true;
    }

    private bool Drop(AnalyzedRule rule)
    {
        ValueFact fact = Values.Of(rule.Sources, rule.Rule.Separator);
        if (rule.Language is not { } pattern)
        {
            return true;
        }

        if (_languages.AreDisjoint(fact.Language, pattern))
        {
            ReportIdle(rule, fact);
            return true;
        }

        if (_languages.IsWithin(fact.Language, pattern))
        {
            ReportNothingPasses(rule, fact);
            return false;
        }

        Values.Narrow(rule.Sources, rule.Rule.Separator, _languages.Except(fact.Language, pattern), rule.Index);
        return true;
    }

    private bool Compare(AnalyzedRule rule)
    {
        ValueFact source = Values.Of(rule.Sources, rule.Rule.Separator);
        ValueFact target = Values.Of(rule.Target!);
        var both = new ValueFact(source.Language, [.. source.Causes.Union(target.Causes).OrderBy(static cause => cause)]);
        bool isKeep = rule.Rule.Action == RelabelAction.KeepEqual;
        bool isSame = rule.Sources.Length == 1 && rule.Sources[0] == rule.Target;
        bool areEqual = isSame || (FiniteLanguage.Single(source.Language) is { } text && text == FiniteLanguage.Single(target.Language));
        bool areDifferent = !areEqual && _languages.AreDisjoint(source.Language, target.Language);
        string reason = isSame ? "a label is always equal to itself" : $"the two are {(areEqual ? "always" : "never")} equal{After(both, null)}";
        if (isKeep ? areDifferent : areEqual)
        {
            Report(RuleFindingKind.NothingPasses, rule, null, $"Nothing passes this rule: {reason}", null);
            return false;
        }

        if (areEqual || areDifferent)
        {
            rule.IsIdle = true;
            RuleFindingKind kind = isKeep ? RuleFindingKind.DecidesNothing : RuleFindingKind.NeverMatches;
            Report(kind, rule, null, $"This rule {(isKeep ? "keeps everything" : "never matches")}: {reason}", null);
        }
        else if (isKeep)
        {
            ByteDfa? common = _languages.Intersect(source.Language, target.Language);
            Values.Narrow(rule.Sources, rule.Rule.Separator, common, rule.Index);
            Values.Narrow([rule.Target!], "", common, rule.Index);
        }

        return true;
    }

    private void ReportIdle(AnalyzedRule rule, ValueFact fact)
    {
        rule.IsIdle = true;
        bool isDrop = rule.Rule.Action == RelabelAction.Drop;
        int? because = ReasonFor(fact, other => Decides(other, rule)
            && (other.Rule.Action == RelabelAction.Keep
                ? _languages.AreDisjoint(other.Language!, rule.Language!)
                : _languages.IsWithin(rule.Language!, other.Language!)));
        bool areDrops = isDrop && !fact.Causes.IsEmpty && fact.Causes.All(cause => _rules[cause].Rule.Action == RelabelAction.Drop);
        if (areDrops)
        {
            string earlier = because is { } single ? $"'{_rules[single].Rule}' drops all of it before" : "rules before it drop all of it";
            Report(RuleFindingKind.DecidesNothing, rule, RelabelRulePart.Pattern, $"This rule drops nothing: {earlier}", because);
            return;
        }

        string reason = fact.Causes.IsEmpty
            ? rule.Sources.Length == 0 ? $"without a label to look at, '{rule.Rule.Pattern}' is matched against nothing" : $"no value matches '{rule.Rule.Pattern}'"
            : $"no value that reaches it matches '{rule.Rule.Pattern}'{After(fact, because)}";
        Report(RuleFindingKind.NeverMatches, rule, RelabelRulePart.Pattern, $"This rule never matches: {reason}", because);
    }

    private void ReportNothingPasses(AnalyzedRule rule, ValueFact fact)
    {
        bool isKeep = rule.Rule.Action == RelabelAction.Keep;
        int? because = ReasonFor(fact, other => Decides(other, rule) && other.Rule.Action == RelabelAction.Keep
            && (isKeep ? _languages.AreDisjoint(other.Language!, rule.Language!) : _languages.IsWithin(other.Language!, rule.Language!)));
        string matches = isKeep ? "no value" : "every value";
        string reason = fact.Causes.IsEmpty
            ? $"{matches} matches '{rule.Rule.Pattern}'"
            : $"{matches} that reaches it matches '{rule.Rule.Pattern}'{After(fact, because)}";
        Report(RuleFindingKind.NothingPasses, rule, RelabelRulePart.Pattern, $"Nothing passes this rule: {reason}", because);
    }

    private static bool Decides(AnalyzedRule other, AnalyzedRule rule) =>
        other.Rule.Action is RelabelAction.Keep or RelabelAction.Drop && other.Language is not null && rule.Language is not null
        && other.Sources.SequenceEqual(rule.Sources) && (rule.Sources.Length == 1 || other.Rule.Separator == rule.Rule.Separator);

    private bool CoversRest(ByteDfa dropped, ByteDfa kept) => _languages.Union(dropped, kept) is { IsUniversal: true };

    /// <summary>The one rule that is reason enough, if there is one.</summary>
    private int? ReasonFor(ValueFact fact, Func<AnalyzedRule, bool> isEnough)
    {
        if (fact.Causes.Length == 1)
        {
            return fact.Causes[0];
        }

        foreach (int cause in fact.Causes)
        {
            if (isEnough(_rules[cause]))
            {
                return cause;
            }
        }

        return null;
    }

    private string After(ValueFact fact, int? because) => because is { } single
        ? $", after '{_rules[single].Rule}'"
        : fact.Causes.IsEmpty ? "" : $", after {string.Join(" and ", fact.Causes.Select(cause => $"'{_rules[cause].Rule}'"))}";

    private void Report(RuleFindingKind kind, AnalyzedRule rule, RelabelRulePart? part, string message, int? because) =>
        _findings.Add(new(kind, rule.Index, message) { Part = part, Because = because });
}
