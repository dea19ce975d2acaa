using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Finds what could be written better in a pattern.</summary>
internal static class PatternAdvice
{
    private const int MaxAlternatives = 8;
    private const string IgnoreCase = "(?i)";

    private static readonly string[] s_domains =
    [
        "com", "org", "net", "io", "dev", "edu", "gov", "app", "cloud", "local", "internal", "localhost", "svc", "cluster", "de", "uk", "eu",
        "us", "fr", "ch", "at", "jp", "cn", "json", "yaml", "yml", "xml", "txt", "log", "conf", "dll", "exe", "jar", "so",
    ];

    public static IEnumerable<RuleFinding> Find(AnalyzedRule rule, Languages languages) =>
        [.. RedundantAnchors(rule, languages), .. UnescapedDots(rule), .. IgnoredCase(rule, languages)];

    /// <summary>Anchors at the very ends, without which the pattern matches the same.</summary>
    private static IEnumerable<RuleFinding> RedundantAnchors(AnalyzedRule rule, Languages languages)
    {
        string pattern = rule.Rule.Pattern;
        bool isStart = pattern.Length > 1 && pattern[0] == '^';
        bool isEnd = pattern.Length > 1 && pattern[pattern.Length - 1] == '$';
        if ((isStart && IsSame(rule, pattern.Substring(1), languages)) is var start && start)
        {
            yield return Anchor(rule, '^', 0);
        }

        string rest = start ? pattern.Substring(1) : pattern;
        if (isEnd && IsSame(rule, rest.Substring(0, rest.Length - 1), languages))
        {
            yield return Anchor(rule, '$', pattern.Length - 1);
        }
    }

    private static RuleFinding Anchor(AnalyzedRule rule, char anchor, int at) =>
        new(RuleFindingKind.RedundantAnchor, rule.Index, $"'{anchor}' is not needed: a pattern has to match the whole text")
        {
            Part = RelabelRulePart.Pattern,
            Start = at,
            Length = 1,
            Replacement = "",
        };

    private static bool IsSame(AnalyzedRule rule, string pattern, Languages languages) =>
        rule.Language is { } language && KnownPatterns.TryParse(pattern, out PatternTree? tree, out _)
        && tree!.GroupNames.SequenceEqual(rule.Tree.GroupNames) && languages.Of(tree) is { } other && other.Equals(language);

    /// <summary>Dots in what has nothing else that is special, and reads like a host, a version or a file.</summary>
    private static IEnumerable<RuleFinding> UnescapedDots(AnalyzedRule rule)
    {
        string pattern = rule.Rule.Pattern;
        if (rule.IsAboutNames || rule.IsComparison || !pattern.All(static c => IsWord(c) || c is '.' or '-' or ':' or '/'))
        {
            yield break;
        }

        string[] parts = pattern.Split('.');
        bool areWords = parts.Length > 1 && parts.All(static part => part.Length > 0 && IsWord(part[0]) && IsWord(part[part.Length - 1]));
        string last = parts[parts.Length - 1].Split(':', '/')[0];
        if (areWords && (parts.Length > 2 || s_domains.Contains(last) || parts.All(static part => part.All(static c => c is >= '0' and <= '9'))))
        {
            string other = pattern.Remove(parts[0].Length, 1).Insert(parts[0].Length, "x");
            yield return new(RuleFindingKind.UnescapedDot, rule.Index, $"'{pattern}' also matches '{other}': a dot is any character, '\\.' is a dot")
            {
                Part = RelabelRulePart.Pattern,
                Length = pattern.Length,
                Replacement = pattern.Replace(".", "\\."),
            };
        }
    }

    /// <summary>A short list of plain texts in any case.</summary>
    private static IEnumerable<RuleFinding> IgnoredCase(AnalyzedRule rule, Languages languages)
    {
        string pattern = rule.Rule.Pattern;
        string list = pattern.StartsWith(IgnoreCase, StringComparison.Ordinal) ? pattern.Substring(IgnoreCase.Length) : "";
        string[] texts = list.Split('|');
        if (texts.Length <= MaxAlternatives && texts.All(static text => text.Length > 0 && text.All(static c => IsWord(c) || c == '-'))
            && texts.Any(static text => text.Any(char.IsLetter)) && rule.Language is { } language
            && languages.OfTexts(texts) is { } written && languages.Except(language, written)?.Witness() is { } other)
        {
            yield return new(
                RuleFindingKind.CaseInsensitiveList,
                rule.Index,
                $"'{pattern}' also matches '{Encoding.UTF8.GetString(other)}': a list of the spellings that occur says more and matches faster")
            {
                Part = RelabelRulePart.Pattern,
                Length = IgnoreCase.Length,
            };
        }
    }

    private static bool IsWord(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
