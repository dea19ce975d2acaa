using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using PipelineDsl.Compiling;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>Writes rule sets as a program, compiles it with the generator, and takes them out of its pipelines again.</summary>
internal static class CompiledRuleSets
{
    /// <summary>The rule sets as the generator compiled them, in the same order.</summary>
    public static IReadOnlyList<RuleSet> Compile(IReadOnlyList<ImmutableArray<RelabelRule>> ruleSets)
    {
        var source = new StringBuilder("public static class RuleSets\n{\n");
        for (int i = 0; i < ruleSets.Count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"    public static Pipeline Get{i}() => Discover.Static(\"a:1\").Relabel(rules => {{\n");
            foreach (RelabelRule rule in ruleSets[i])
            {
                source.Append("        rules.Rule(").Append(Write(rule)).Append(");\n");
            }

            source.Append("    }).Scrape().ForwardTo(new Destination(\"d\"));\n");
        }

        Type program = Compilations.Load(Compilations.Create(source.Append("}\n").ToString())).GetType("RuleSets")!;
        return [.. ruleSets.Select((_, i) => Get(program, i))];
    }

    private static RuleSet Get(Type program, int i)
    {
        var pipeline = (Pipeline)program.GetMethod($"Get{i}", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
        return pipeline.Targets.Stages.ShouldHaveSingleItem();
    }

    private static string Write(RelabelRule rule)
    {
        string sources = rule.SourceLabels.IsDefault ? "default" : $"[{string.Join(", ", rule.SourceLabels.Select(Text))}]";
        return $"new RelabelRule {{ Action = RelabelAction.{rule.Action}, SourceLabels = {sources}, Separator = {Text(rule.Separator)}, "
            + $"Pattern = {Text(rule.Pattern)}, Modulus = {rule.Modulus}UL, TargetLabel = {Text(rule.TargetLabel)}, "
            + $"Replacement = {Text(rule.Replacement)}, NameScheme = LabelNameScheme.{rule.NameScheme} }}";
    }

    private static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
