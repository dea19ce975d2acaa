using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
    public static IEnumerable<Diagnostic> Check(RelabelCall call, SyntaxTree tree) => call.ToSpec() is { } rules
        ? AnalysisCache.Analyze(rules, call.Context).Select(finding => ToDiagnostic(finding, call.Rules, tree))
        : [];

    /// <summary>What can be said about the way one rule is written.</summary>
    public static IEnumerable<Diagnostic> CheckAlone(RuleCall rule, SyntaxTree tree) => rule.Parts.ContainsKey(RelabelRulePart.Pattern)
        ? RuleAnalysis.AnalyzeAlone(rule.Rule).Select(finding => ToDiagnostic(finding, [rule], tree))
        : [];

    private static Diagnostic ToDiagnostic(RuleFinding finding, IReadOnlyList<RuleCall> rules, SyntaxTree tree) => Diagnostic.Create(
        AnalysisDescriptors.Of(finding.Kind),
        LocationOf(finding, rules[finding.Rule], tree),
        finding.Because is { } reason ? [rules[reason].Name.In(tree)] : [],
        finding.Replacement is { } text ? ImmutableDictionary<string, string?>.Empty.Add(Replacement, text) : null,
        finding.Message);

    private static Location LocationOf(RuleFinding finding, RuleCall rule, SyntaxTree tree)
    {
        if (finding.Label is { } label && finding.Part == RelabelRulePart.SourceLabels
            && rule.Labels.Where(named => named.Name == label).Select(static named => (SourceSpan?)named.Place).FirstOrDefault() is { } source)
        {
            return source.In(tree);
        }

        if (finding.Part is not { } part || !rule.Parts.TryGetValue(part, out SourceSpan place))
        {
            return rule.Name.In(tree);
        }

        // An argument that is left out has the whole call for its syntax.
        SyntaxNode syntax = place.NodeIn(tree);
        return syntax is InvocationExpressionSyntax
            ? rule.Name.In(tree)
            : finding.Length > 0 ? StringLiteralSpan.Of(syntax, finding.Start, finding.Length) : place.In(tree);
    }
}
