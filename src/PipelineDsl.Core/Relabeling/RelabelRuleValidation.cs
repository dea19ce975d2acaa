using PipelineDsl.Patterns;

namespace PipelineDsl.Relabeling;

/// <summary>What Prometheus checks when it loads a relabel rule.</summary>
public static class RelabelRuleValidation
{
    /// <summary>The first error of a rule, or <see langword="null"/> when Prometheus would load it.</summary>
    public static RelabelRuleError? Validate(RelabelRule rule)
    {
        if (!KnownPatterns.TryParse(rule.Pattern, out _, out PatternError? error))
        {
            return new(RelabelRulePart.Pattern, error!.Message);
        }

        foreach (string source in rule.SourceLabels.IsDefault ? [] : rule.SourceLabels)
        {
            // In both schemes: a rule may read what it may not write.
            if (!LabelName.IsValid(source))
            {
                return new(RelabelRulePart.SourceLabels, $"'{source}' is not a label name");
            }
        }

        return rule.Action switch
        {
            RelabelAction.Replace => CheckTargetTemplate(rule),
            RelabelAction.HashMod when rule.Modulus == 0 => new(RelabelRulePart.Modulus, "hashmod needs a modulus above 0"),
            RelabelAction.HashMod => CheckTargetName(rule),
            RelabelAction.Lowercase or RelabelAction.Uppercase => CheckTargetName(rule) ?? CheckDefault(rule, RelabelRulePart.Replacement),
            RelabelAction.KeepEqual or RelabelAction.DropEqual => CheckTargetName(rule)
                ?? CheckDefault(rule, RelabelRulePart.Pattern) ?? CheckDefault(rule, RelabelRulePart.Modulus)
                ?? CheckDefault(rule, RelabelRulePart.Separator) ?? CheckDefault(rule, RelabelRulePart.Replacement),
            RelabelAction.LabelDrop or RelabelAction.LabelKeep => CheckDefault(rule, RelabelRulePart.SourceLabels)
                ?? CheckDefault(rule, RelabelRulePart.TargetLabel) ?? CheckDefault(rule, RelabelRulePart.Modulus)
                ?? CheckDefault(rule, RelabelRulePart.Separator) ?? CheckDefault(rule, RelabelRulePart.Replacement),
            RelabelAction.LabelMap when !LabelName.IsValidTemplate(rule.Replacement, rule.NameScheme) =>
                new(RelabelRulePart.Replacement, $"'{rule.Replacement}' cannot become a label name"),
            _ => null,
        };
    }

    private static RelabelRuleError? CheckTargetTemplate(RelabelRule rule)
    {
        if (rule.TargetLabel.IndexOf('$') < 0)
        {
            return CheckTargetName(rule);
        }

        return LabelName.IsValidTemplate(rule.TargetLabel, rule.NameScheme)
            ? null
            : new(RelabelRulePart.TargetLabel, $"'{rule.TargetLabel}' cannot become a label name");
    }

    private static RelabelRuleError? CheckTargetName(RelabelRule rule)
    {
        if (rule.TargetLabel.Length == 0)
        {
            return new(RelabelRulePart.TargetLabel, $"{Name(rule)} needs a target label");
        }

        return LabelName.IsValid(rule.TargetLabel, rule.NameScheme)
            ? null
            : new(RelabelRulePart.TargetLabel, $"'{rule.TargetLabel}' is not a label name");
    }

    private static RelabelRuleError? CheckDefault(RelabelRule rule, RelabelRulePart part)
    {
        bool isDefault = part switch
        {
            RelabelRulePart.SourceLabels => rule.SourceLabels.IsDefault,
            RelabelRulePart.Separator => rule.Separator == RelabelRule.DefaultSeparator,
            RelabelRulePart.Pattern => rule.Pattern == RelabelRule.DefaultPattern,
            RelabelRulePart.Modulus => rule.Modulus == 0,
            RelabelRulePart.TargetLabel => rule.TargetLabel.Length == 0,
            _ => rule.Replacement == RelabelRule.DefaultReplacement,
        };
        return isDefault ? null : new(part, $"{Name(rule)} does not use it: leave it out");
    }

    private static string Name(RelabelRule rule) => rule.Action.ToString().ToLowerInvariant();
}
