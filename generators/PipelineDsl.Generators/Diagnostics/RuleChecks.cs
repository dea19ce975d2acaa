using Microsoft.CodeAnalysis;
using PipelineDsl.Generators.Emission;
using PipelineDsl.Generators.Model;
using PipelineDsl.Generators.Parsing;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Finds what is wrong with a rule, as far as it is known.</summary>
internal static class RuleChecks
{
    // What the scrape reads from a target and drops; a label beginning with __ that rules make for themselves is fine.
    private static readonly string[] s_goneNames =
        ["__address__", "__scheme__", "__metrics_path__", "__scrape_interval__", "__scrape_timeout__"];

    private static readonly string[] s_gonePrefixes = ["__meta_", "__param_"];

    public static IEnumerable<Diagnostic> Check(RuleCall call, bool afterScrape, SyntaxTree tree)
    {
        bool areNamesValid = true;
        foreach ((string name, SourceSpan place) in call.Labels)
        {
            if (!LabelName.IsValid(name))
            {
                areNamesValid = false;
                yield return Diagnostic.Create(DiagnosticDescriptors.InvalidLabelName, place.In(tree), Literals.Comment(name));
            }
        }

        foreach (Diagnostic diagnostic in afterScrape ? CheckGone(call, tree) : [])
        {
            yield return diagnostic;
        }

        if (!KnownPatterns.TryParse(call.Rule.Pattern, out PatternTree? pattern, out PatternError? error))
        {
            SyntaxNode syntax = call.Parts[RelabelRulePart.Pattern].NodeIn(tree);
            yield return Diagnostic.Create(
                DiagnosticDescriptors.InvalidPattern, StringLiteralSpan.Of(syntax, error!.Position, length: 1), error.Message);
            yield break;
        }

        foreach (Diagnostic diagnostic in CheckReferences(call, pattern!, tree))
        {
            yield return diagnostic;
        }

        if (areNamesValid && call.Obstacle is null && RelabelRuleValidation.Validate(call.Rule) is { } invalid)
        {
            SourceSpan place = call.Parts.TryGetValue(invalid.Part, out SourceSpan part) ? part : call.Name;
            yield return Diagnostic.Create(DiagnosticDescriptors.InvalidRule, place.In(tree), invalid.Message);
        }
    }

    private static IEnumerable<Diagnostic> CheckGone(RuleCall call, SyntaxTree tree)
    {
        IEnumerable<(string Name, SourceSpan Place)> named = call.Labels;
        if (call.Labels.Count == 0)
        {
            // A rule given as an object names labels by strings.
            named = call.Parts.TryGetValue(RelabelRulePart.SourceLabels, out SourceSpan sources)
                ? call.Rule.SourceLabels.Select(name => (name, sources))
                : [];
            named = call.Parts.TryGetValue(RelabelRulePart.TargetLabel, out SourceSpan target)
                ? named.Concat([(call.Rule.TargetLabel, target)])
                : named;
        }

        return named
            .Where(static label => s_goneNames.Contains(label.Name)
                || s_gonePrefixes.Any(prefix => label.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(label => Diagnostic.Create(DiagnosticDescriptors.LabelGone, label.Place.In(tree), label.Name));
    }

    private static IEnumerable<Diagnostic> CheckReferences(RuleCall call, PatternTree pattern, SyntaxTree tree)
    {
        bool isPatternKnown = call.Obstacle is null || call.Parts.ContainsKey(RelabelRulePart.Pattern);
        if (!isPatternKnown || call.Rule.Action is not (RelabelAction.Replace or RelabelAction.LabelMap))
        {
            yield break;
        }

        foreach ((RelabelRulePart part, string text) in
            (IEnumerable<(RelabelRulePart, string)>)
            [(RelabelRulePart.TargetLabel, call.Rule.TargetLabel), (RelabelRulePart.Replacement, call.Rule.Replacement)])
        {
            if (!call.Parts.TryGetValue(part, out SourceSpan place))
            {
                continue;
            }

            foreach (ReplacementPart reference in ReplacementTemplate.Parse(text).References)
            {
                if (!reference.Exists(pattern.GroupNames))
                {
                    bool isBraced = text[reference.Position + 1] == '{';
                    int length = reference.Reference!.Length + (isBraced ? 3 : 1);
                    yield return Diagnostic.Create(
                        DiagnosticDescriptors.MissingGroup,
                        StringLiteralSpan.Of(place.NodeIn(tree), reference.Position, length),
                        text.Substring(reference.Position, length),
                        Explain(reference, pattern));
                }
            }
        }
    }

    private static string Explain(ReplacementPart reference, PatternTree pattern)
    {
        string groups = pattern.GroupCount switch
        {
            0 => "the pattern has no groups",
            1 => "the pattern has only group 1",
            _ => $"the pattern has only {pattern.GroupCount} groups",
        };
        if (reference.GroupName is not { } name)
        {
            return groups;
        }

        int digits = name.TakeWhile(static c => c is >= '0' and <= '9').Count();
        return digits > 0 && digits < name.Length && name[0] != '0'
            ? $"no group is named '{name}'; group {name.Substring(0, digits)} and then '{name.Substring(digits)}' is ${{{name.Substring(0, digits)}}}{name.Substring(digits)}"
            : $"no group is named '{name}'";
    }
}
