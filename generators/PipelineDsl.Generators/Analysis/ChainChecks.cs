using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Analysis;
using PipelineDsl.Generators.Diagnostics;
using PipelineDsl.Generators.Model;
using PipelineDsl.Generators.Parsing;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Analysis;

/// <summary>Puts what the analysis finds where it stands in the source.</summary>
internal static class ChainChecks
{
    /// <summary>The property of a diagnostic that has the text to write in its place.</summary>
    public const string Replacement = "Replacement";

    /// <summary>What can be said about the rules of a call together; nothing unless all of them are known.</summary>
    public static IEnumerable<Diagnostic> Check(IInvocationOperation call, RelabelCall relabel) => relabel.ToSpec() is { } rules
        ? AnalysisCache.Analyze(rules, CallContext.Of(call, relabel.Stage)).Select(finding => ToDiagnostic(finding, relabel.Rules))
        : [];

    /// <summary>What can be said about the way one rule is written.</summary>
    public static IEnumerable<Diagnostic> CheckAlone(RuleCall rule) => rule.Parts.ContainsKey(RelabelRulePart.Pattern)
        ? RuleAnalysis.AnalyzeAlone(rule.Rule).Select(finding => ToDiagnostic(finding, [rule]))
        : [];

    private static Diagnostic ToDiagnostic(RuleFinding finding, IReadOnlyList<RuleCall> rules) => Diagnostic.Create(
        AnalysisDescriptors.Of(finding.Kind),
        LocationOf(finding, rules[finding.Rule]),
        finding.Because is { } reason ? [rules[reason].Name.GetLocation()] : [],
        finding.Replacement is { } text ? ImmutableDictionary<string, string?>.Empty.Add(Replacement, text) : null,
        finding.Message);

    private static Location LocationOf(RuleFinding finding, RuleCall rule)
    {
        if (finding.Label is { } label && finding.Part == RelabelRulePart.SourceLabels
            && rule.Labels.FirstOrDefault(named => named.Name == label).Syntax is { } source)
        {
            return source.GetLocation();
        }

        // An argument that is left out has the whole call for its syntax.
        return finding.Part is not { } part || !rule.Parts.TryGetValue(part, out SyntaxNode? syntax) || syntax is InvocationExpressionSyntax
            ? rule.Name.GetLocation()
            : finding.Length > 0 ? StringLiteralSpan.Of(syntax, finding.Start, finding.Length) : syntax.GetLocation();
    }
}
