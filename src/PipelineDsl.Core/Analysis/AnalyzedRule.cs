using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>A valid rule with what the analysis keeps asking of it.</summary>
internal sealed class AnalyzedRule
{
    private readonly Lazy<ByteDfa?> _language;
    private readonly Lazy<ByteDfa?> _mappedNames;

    public AnalyzedRule(int index, RelabelRule rule, Languages languages)
    {
        Index = index;
        Rule = rule;
        Tree = KnownPatterns.TryParse(rule.Pattern, out PatternTree? tree, out PatternError? error)
            ? tree!
            : throw new PatternException(rule.Pattern, error!);
        Replacement = ReplacementTemplate.Parse(rule.Replacement);
        Sources = rule.SourceLabels.IsDefault ? [] : [.. rule.SourceLabels];
        Target = TargetOf(rule);
        _language = new(() => languages.Of(Tree));
        _mappedNames = new(() => Language is { } names ? TemplateLanguage.Of(Tree, Replacement, names, languages) : null);
    }

    public int Index { get; }

    public RelabelRule Rule { get; }

    public PatternTree Tree { get; }

    /// <summary>What the pattern matches; null when that takes too much to say.</summary>
    public ByteDfa? Language => _language.Value;

    public ReplacementTemplate Replacement { get; }

    public string[] Sources { get; }

    /// <summary>The one label that the rule writes, or compares with; null when there is none, or it depends on the match.</summary>
    public string? Target { get; }

    /// <summary>Whether it is proven that the rule does nothing.</summary>
    public bool IsIdle { get; set; }

    /// <summary>Whether it is proven that the rule writes its target whatever the labels are.</summary>
    public bool AlwaysWrites { get; set; }

    public bool IsComparison => Rule.Action is RelabelAction.KeepEqual or RelabelAction.DropEqual;

    /// <summary>Whether the rule sets labels that it names, rather than labels that are there.</summary>
    public bool IsWrite => Rule.Action is RelabelAction.Replace or RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase;

    /// <summary>Whether the rule matches names of labels, not values.</summary>
    public bool IsAboutNames => Rule.Action is RelabelAction.LabelMap or RelabelAction.LabelDrop or RelabelAction.LabelKeep;

    /// <summary>The names that a labelmap can give; null when they are not known.</summary>
    public ByteDfa? MappedNames => _mappedNames.Value;

    /// <summary>Whether a label could be set by this rule.</summary>
    public bool MayWrite(string label) => Rule.Action == RelabelAction.LabelMap
        ? MappedNames is null || Contains(MappedNames, label)
        : IsWrite && (Target is null || Target == label);

    /// <summary>Whether the value of a label could matter to this rule.</summary>
    public bool MayRead(string label) => Rule.Action == RelabelAction.LabelMap
        ? Language is null || Contains(Language, label)
        : !IsAboutNames && (Array.IndexOf(Sources, label) >= 0 || (IsComparison && Target == label));

    /// <summary>Whether a label is gone after this rule; null when that is not known.</summary>
    public bool? Removes(string label) => Rule.Action switch
    {
        RelabelAction.LabelDrop => Language is null ? null : Contains(Language, label),
        RelabelAction.LabelKeep => Language is null ? null : !Contains(Language, label),
        _ => false,
    };

    /// <summary>Whether a text is in a set.</summary>
    public static bool Contains(ByteDfa language, string text) => language.IsMatch(Encoding.UTF8.GetBytes(text));

    private static string? TargetOf(RelabelRule rule)
    {
        switch (rule.Action)
        {
            case RelabelAction.Replace:
                var template = ReplacementTemplate.Parse(rule.TargetLabel);
                return template is { IsLiteral: true, Parts.Count: 1 } ? Encoding.UTF8.GetString(template.Parts[0].Literal.ToArray()) : null;
            case RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase or RelabelAction.KeepEqual or RelabelAction.DropEqual:
                return rule.TargetLabel;
            default:
                return null;
        }
    }
}
