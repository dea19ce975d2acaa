using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Model;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Reads a call of a rule method as the rule that it adds: what <c>RuleBuilder</c> does when it runs.</summary>
internal sealed class RuleCallParser
{
    private readonly IInvocationOperation _call;
    private readonly Dictionary<RelabelRulePart, SourceSpan> _parts = [];
    private readonly List<(string Name, SourceSpan Place)> _labels = [];
    private Obstacle? _obstacle;

    private RuleCallParser(IInvocationOperation call) => _call = call;

    public static RuleCall Parse(IInvocationOperation call)
    {
        var parser = new RuleCallParser(call);
        RelabelRule rule = parser.ReadRule();
        return new RuleCall
        {
            Rule = rule,
            Name = SourceSpan.Of(NameOf(call.Syntax)),
            Parts = parser._parts,
            Labels = parser._labels,
            Obstacle = parser._obstacle,
        };
    }

    /// <summary>The method's name in a call.</summary>
    public static SyntaxNode NameOf(SyntaxNode call) => call is InvocationExpressionSyntax invocation
        ? invocation.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax member => member.Name,
            var other => other,
        }
        : call;

    private RelabelRule ReadRule()
    {
        switch (_call.TargetMethod.Name)
        {
            case "Keep":
                return Matching(new RelabelRule { Action = RelabelAction.Keep });
            case "Drop":
                return Matching(new RelabelRule { Action = RelabelAction.Drop });
            case "KeepEqual":
                return FromTo(new RelabelRule { Action = RelabelAction.KeepEqual });
            case "DropEqual":
                return FromTo(new RelabelRule { Action = RelabelAction.DropEqual });
            case "Set":
                return new RelabelRule { TargetLabel = Escape(Target()), Replacement = Escape(Text("literal", RelabelRulePart.Replacement, "")) };
            case "Copy":
                RelabelRule copy = FromTo(new RelabelRule());
                return copy with { TargetLabel = Escape(copy.TargetLabel) };
            case "Replace":
                RelabelRule replace = Matching(new RelabelRule());
                return replace with { TargetLabel = Escape(Target()), Replacement = Template("") };
            case "HashMod":
                return FromTo(new RelabelRule { Action = RelabelAction.HashMod, Modulus = Modulus() });
            case "LabelMap":
                return new RelabelRule { Action = RelabelAction.LabelMap, Pattern = Pattern(), Replacement = Template(RelabelRule.DefaultReplacement) };
            case "LabelDrop":
                return new RelabelRule { Action = RelabelAction.LabelDrop, Pattern = Pattern() };
            case "LabelKeep":
                return new RelabelRule { Action = RelabelAction.LabelKeep, Pattern = Pattern() };
            case "Lowercase":
                return FromTo(new RelabelRule { Action = RelabelAction.Lowercase });
            case "Uppercase":
                return FromTo(new RelabelRule { Action = RelabelAction.Uppercase });
            case "Rule":
                (RelabelRule rule, Obstacle? obstacle) = RuleObjectReader.Read(Argument("rule")!, _parts);
                _obstacle ??= obstacle;
                return rule;
            default:
                _obstacle ??= Obstacle.At(_call, $"the generator does not know '{_call.TargetMethod.Name}'");
                return new RelabelRule();
        }
    }

    private RelabelRule Matching(RelabelRule rule) => rule with
    {
        SourceLabels = Sources(),
        Pattern = Pattern(),
        Separator = Argument("separator") is null ? RelabelRule.DefaultSeparator : Text("separator", RelabelRulePart.Separator, RelabelRule.DefaultSeparator),
    };

    private RelabelRule FromTo(RelabelRule rule) => rule with { SourceLabels = Sources(), TargetLabel = Target() };

    private ImmutableArray<string> Sources()
    {
        if (Argument("sources") is not { } sources)
        {
            return [Label("source", RelabelRulePart.SourceLabels)];
        }

        (IReadOnlyList<(string Name, SourceSpan Place)>? labels, Obstacle? obstacle) = LabelReader.ReadAll(sources);
        _obstacle ??= obstacle;
        _parts[RelabelRulePart.SourceLabels] = SourceSpan.Of(sources.Syntax);
        _labels.AddRange(labels ?? []);
        return [.. (labels ?? []).Select(static label => label.Name)];
    }

    private string Target() => Label("target", RelabelRulePart.TargetLabel);

    private string Pattern() => Text("pattern", RelabelRulePart.Pattern, RelabelRule.DefaultPattern);

    private string Template(string fallback) => Text("template", RelabelRulePart.Replacement, fallback);

    private ulong Modulus()
    {
        IOperation modulus = Argument("modulus")!;
        if (modulus.ConstantValue is { HasValue: true, Value: ulong value })
        {
            _parts[RelabelRulePart.Modulus] = SourceSpan.Of(modulus.Syntax);
            return value;
        }

        _obstacle ??= Obstacle.NotConstant(modulus);
        return 1;
    }

    private string Label(string parameter, RelabelRulePart part)
    {
        IOperation argument = Argument(parameter)!;
        (string? name, Obstacle? obstacle) = LabelReader.Read(argument);
        if (name is null)
        {
            _obstacle ??= obstacle;
            return "unknown";
        }

        _parts[part] = SourceSpan.Of(argument.Syntax);
        _labels.Add((name, _parts[part]));
        return name;
    }

    private string Text(string parameter, RelabelRulePart part, string fallback)
    {
        IOperation argument = Argument(parameter)!;
        if (argument.ConstantValue is not { HasValue: true, Value: string text })
        {
            _obstacle ??= Obstacle.NotConstant(argument);
            return fallback;
        }

        _parts[part] = SourceSpan.Of(argument.Syntax);
        return text;
    }

    private IOperation? Argument(string parameter) =>
        _call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    private static string Escape(string literal) => literal.Replace("$", "$$");
}
