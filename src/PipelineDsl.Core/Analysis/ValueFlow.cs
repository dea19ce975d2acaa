using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Follows what labels can be through a list of rules, and finds rules that cannot do what they say.</summary>
internal sealed partial class ValueFlow
{
    /// <summary>Numbers of a hash that are told apart.</summary>
    private const int MaxModulus = 64;

    /// <summary>Texts that are put into another case one by one.</summary>
    private const int MaxTexts = 32;

    private readonly Languages _languages;
    private readonly List<AnalyzedRule> _rules = [];
    private readonly List<RuleFinding> _findings = [];

    public ValueFlow(Languages languages)
    {
        _languages = languages;
        Values = new LabelValues(languages);
    }

    /// <summary>What labels can be after the rules that ran.</summary>
    public LabelValues Values { get; }

    public IReadOnlyList<RuleFinding> Findings => _findings;

    /// <summary>How many rules some labels may reach.</summary>
    public int ReachedCount => _rules.Count;

    /// <summary>Takes the next rule; false when nothing passes it, so that there is nothing to say about the rest.</summary>
    public bool Run(AnalyzedRule rule)
    {
        _rules.Add(rule);
        return rule.Rule.Action switch
        {
            RelabelAction.Keep => Keep(rule),
            RelabelAction.Drop => Drop(rule),
            RelabelAction.KeepEqual or RelabelAction.DropEqual => Compare(rule),
            _ => Change(rule),
        };
    }

    private bool Change(AnalyzedRule rule)
    {
        switch (rule.Rule.Action)
        {
            case RelabelAction.LabelMap:
                if (!AreNamesAbsent(rule))
                {
                    Values.WriteSome(rule.MappedNames, rule.Index);
                }

                break;
            case RelabelAction.LabelDrop:
                if (!AreNamesAbsent(rule))
                {
                    Values.Erase(rule.Language, rule.Index);
                }

                break;
            case RelabelAction.LabelKeep:
                LabelKeep(rule);
                break;
            case RelabelAction.Replace:
                Replace(rule);
                break;
            default:
                rule.AlwaysWrites = true;
                Values.Write(rule.Target!, Computed(rule), isCertain: true, rule.Index);
                break;
        }

        return true;
    }

    private void Replace(AnalyzedRule rule)
    {
        ValueFact fact = Values.Of(rule.Sources, rule.Rule.Separator);
        if (rule.Language is { } pattern && _languages.AreDisjoint(fact.Language, pattern))
        {
            ReportIdle(rule, fact);
            return;
        }

        bool isCertain = rule.Language is { } language && _languages.IsWithin(fact.Language, language);
        ByteDfa matched = (rule.Language is null ? null : _languages.Intersect(fact.Language, rule.Language)) ?? fact.Language;
        if (rule.Target is null)
        {
            Values.WriteSome(null, rule.Index);
            return;
        }

        rule.AlwaysWrites = isCertain;
        ByteDfa? written = TemplateLanguage.Of(rule.Tree, rule.Replacement, matched, _languages);
        Values.Write(rule.Target, written, isCertain, rule.Index);
    }

    private void LabelKeep(AnalyzedRule rule)
    {
        ByteDfa? removed = rule.Language is null ? null : _languages.Except(Values.Names, rule.Language);
        if (removed is not null && (removed.IsEmpty || Values.AreAbsent(removed)))
        {
            rule.IsIdle = true;
            string reason = removed.IsEmpty ? "every name matches" : "rules before it removed the other labels";
            Report(RuleFindingKind.DecidesNothing, rule, RelabelRulePart.Pattern, $"This rule keeps every label: {reason}", null);
            return;
        }

        Values.Erase(removed, rule.Index);
    }

    private bool AreNamesAbsent(AnalyzedRule rule)
    {
        ByteDfa? names = rule.Language is null ? null : _languages.Intersect(rule.Language, Values.Names);
        if (names is null || !(names.IsEmpty || Values.AreAbsent(names)))
        {
            return false;
        }

        rule.IsIdle = true;
        string reason = names.IsEmpty ? $"no label name matches '{rule.Rule.Pattern}'" : "rules before it removed the labels it is about";
        Report(RuleFindingKind.NeverMatches, rule, RelabelRulePart.Pattern, $"This rule never matches: {reason}", null);
        return true;
    }

    private ByteDfa? Computed(AnalyzedRule rule)
    {
        if (rule.Rule.Action == RelabelAction.HashMod)
        {
            return rule.Rule.Modulus <= MaxModulus
                ? _languages.OfTexts(Enumerable.Range(0, (int)rule.Rule.Modulus).Select(static number => $"{number}"))
                : _languages.OfPattern("0|[1-9][0-9]{0,19}");
        }

        bool isUpper = rule.Rule.Action == RelabelAction.Uppercase;
        ByteDfa source = Values.Of(rule.Sources, rule.Rule.Separator).Language;
        return FiniteLanguage.TryList(source, MaxTexts) is { } texts && texts.All(static text => text.All(static c => c < 0x80))
            ? _languages.OfTexts(texts.Select(text => isUpper ? text.ToUpperInvariant() : text.ToLowerInvariant()))
            : _languages.OfPattern(isUpper ? "[^a-z]*" : "[^A-Z]*");
    }
}
