using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Finds labelmaps that give several labels one name, so that only one of their values stays.</summary>
internal static class NameCollisions
{
    private const int MaxTexts = 16;

    public static IEnumerable<RuleFinding> Find(AnalyzedRule[] rules, Languages languages)
    {
        foreach (AnalyzedRule rule in rules)
        {
            if (rule.Rule.Action == RelabelAction.LabelMap && !rule.IsIdle && rule.Language is { } language && rule.Tree.IsAnchored
                && languages.Intersect(language, Languages.NonEmpty) is { } names
                && (rule.Replacement.IsLiteral ? OfConstant(names, languages) : OfIgnoredTexts(rule, languages)) is var (first, second))
            {
                string message = $"'{first}' and '{second}' become the same name: only one of their values stays";
                yield return new(RuleFindingKind.NamesCollide, rule.Index, message) 
                {
                    Part = rule.Replacement.IsLiteral ? RelabelRulePart.Replacement : RelabelRulePart.Pattern,
                };
            }
        }
    }

    /// <summary>Two names of a set; null if there are not two.</summary>
    private static (string First, string Second)? OfConstant(ByteDfa names, Languages languages)
    {
        if (names.Witness() is not { } first || languages.OfTexts([Text(first)]) is not { } known
            || languages.Except(names, known)?.Witness() is not { } second)
        {
            return null;
        }

        return (Text(first), Text(second));
    }

    /// <summary>Two names that differ only in a list of texts that the template does not refer to.</summary>
    /// <remarks>
    /// The list has only constant text before it and none of its texts begins with another, so there is one way to match a name up to its
    /// end; what follows is matched alike after each of the texts.
    /// </remarks>
    private static (string First, string Second)? OfIgnoredTexts(AnalyzedRule rule, Languages languages)
    {
        IReadOnlyList<PatternNode> items = ((ConcatenationNode)rule.Tree.Root).Items;
        int at = 1;
        string before = "";
        if (items[at] is LiteralNode { HasReplacement: false } literal)
        {
            before = Text(literal.Utf8);
            at++;
        }

        PatternNode[] rest = [.. items.Skip(at + 1).Take(items.Count - at - 2)];
        if (at >= items.Count - 1 || items.Skip(at).Take(items.Count - at - 1).Any(TemplateLanguage.HasAnchor)
            || rule.Replacement.References.Any(part => part is { GroupName: null, GroupNumber: 0 })
            || TemplateLanguage.Captures(items[at]).Any(capture => rule.Replacement.References.Any(part => TemplateLanguage.IsTo(part, capture, rule.Tree)))
            || languages.OfNode(items[at]) is not { } list || FiniteLanguage.TryList(list, MaxTexts) is not { Count: > 1 } texts
            || texts.Any(text => texts.Any(other => other != text && other.StartsWith(text, StringComparison.Ordinal)))
            || languages.OfNode(PatternNodes.Concatenation(rest))?.Witness() is not { } after)
        {
            return null;
        }

        return (before + texts[0] + Text(after), before + texts[1] + Text(after));
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
