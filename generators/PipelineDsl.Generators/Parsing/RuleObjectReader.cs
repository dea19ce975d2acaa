using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Model;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Reads <c>new RelabelRule { ... }</c>.</summary>
internal static class RuleObjectReader
{
    /// <summary>The rule as far as it is known, and what keeps the rest from being known.</summary>
    public static (RelabelRule Rule, Obstacle? Obstacle) Read(IOperation operation, Dictionary<RelabelRulePart, SourceSpan> parts)
    {
        var rule = new RelabelRule();
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        if (operation is not IObjectCreationOperation { Arguments.Length: 0 } creation || !DslSymbols.IsRule(creation.Type))
        {
            return (rule, Obstacle.NotConstant(operation));
        }

        Obstacle? obstacle = null;
        foreach (IOperation member in creation.Initializer?.Initializers ?? [])
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: var value })
            {
                (rule, RelabelRulePart? part, bool isKnown) = With(rule, name, value);
                if (!isKnown)
                {
                    obstacle ??= Obstacle.NotConstant(value);
                }
                else if (part is { } known)
                {
                    parts[known] = SourceSpan.Of(value.Syntax);
                }
            }
        }

        return (rule, obstacle);
    }

    private static (RelabelRule Rule, RelabelRulePart? Part, bool IsKnown) With(RelabelRule rule, string name, IOperation value)
    {
        object? constant = value.ConstantValue is { HasValue: true } known ? known.Value : null;
        return (name, constant) switch
        {
            (nameof(RelabelRule.Action), int action) => (rule with { Action = (RelabelAction)action }, RelabelRulePart.Action, true),
            (nameof(RelabelRule.NameScheme), int scheme) => (rule with { NameScheme = (LabelNameScheme)scheme }, null, true),
            (nameof(RelabelRule.Separator), string text) => (rule with { Separator = text }, RelabelRulePart.Separator, true),
            (nameof(RelabelRule.Pattern), string text) => (rule with { Pattern = text }, RelabelRulePart.Pattern, true),
            (nameof(RelabelRule.Modulus), ulong modulus) => (rule with { Modulus = modulus }, RelabelRulePart.Modulus, true),
            (nameof(RelabelRule.TargetLabel), string text) => (rule with { TargetLabel = text }, RelabelRulePart.TargetLabel, true),
            (nameof(RelabelRule.Replacement), string text) => (rule with { Replacement = text }, RelabelRulePart.Replacement, true),
            (nameof(RelabelRule.SourceLabels), _) when Texts(value) is { } texts =>
                (rule with { SourceLabels = texts }, RelabelRulePart.SourceLabels, true),
            _ => (rule, null, false),
        };
    }

    private static ImmutableArray<string>? Texts(IOperation value)
    {
        if (value is IDefaultValueOperation or IConversionOperation { Operand: IDefaultValueOperation })
        {
            return default(ImmutableArray<string>);
        }

        if (LabelReader.Elements(value) is not { } elements)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (IOperation element in elements)
        {
            if (element.ConstantValue is not { HasValue: true, Value: string text })
            {
                return null;
            }

            texts.Add(text);
        }

        return texts.ToImmutable();
    }
}
