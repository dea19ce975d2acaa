using PipelineDsl.Generators.Model;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Parsing;

/// <summary>A call that adds a rule, as far as it can be read.</summary>
internal sealed class RuleCall
{
    /// <summary>The rule; parts that are not known have their defaults.</summary>
    public required RelabelRule Rule { get; init; }

    /// <summary>The method's name in the source.</summary>
    public required SourceSpan Name { get; init; }

    /// <summary>The expressions of the parts that are known.</summary>
    public required IReadOnlyDictionary<RelabelRulePart, SourceSpan> Parts { get; init; }

    /// <summary>The labels that are named as labels, with their expressions.</summary>
    public required IReadOnlyList<(string Name, SourceSpan Place)> Labels { get; init; }

    /// <summary>What keeps the whole rule from being known; null when all of it is.</summary>
    public required Obstacle? Obstacle { get; init; }

    /// <summary>Whether the rule can be loaded as far as it is known.</summary>
    public bool IsValid => Labels.All(static label => LabelName.IsValid(label.Name)) && RelabelRuleValidation.Validate(Rule) is null;
}
