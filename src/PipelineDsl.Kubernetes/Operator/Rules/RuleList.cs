using System.Text;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Relabel rules as they are generated, in order.</summary>
internal sealed class RuleList
{
    private readonly List<RelabelRule> _rules = [];

    /// <summary>The label's name behind a prefix of discovery: what no legacy name may hold becomes <c>_</c>.</summary>
    public static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            text.Append(rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value == '_') ? (char)rune.Value : '_');
        }

        return text.ToString();
    }

    public void Add(IEnumerable<RelabelRule> rules) => _rules.AddRange(rules);

    public void Keep(string pattern, params string[] sources) =>
        _rules.Add(new RelabelRule { Action = RelabelAction.Keep, SourceLabels = [.. sources], Pattern = pattern });

    public void Drop(string pattern, params string[] sources) =>
        _rules.Add(new RelabelRule { Action = RelabelAction.Drop, SourceLabels = [.. sources], Pattern = pattern });

    /// <summary>Copies a label; without it, the target label is removed.</summary>
    public void Copy(string source, string target) => _rules.Add(new RelabelRule { SourceLabels = [source], TargetLabel = target });

    /// <summary>Copies a label that is not empty.</summary>
    public void CopyPresent(string source, string target) => Replace("(.+)", target, "${1}", source);

    public void Set(string target, string template) => _rules.Add(new RelabelRule { TargetLabel = target, Replacement = template });

    public void Replace(string pattern, string target, string template, params string[] sources) =>
        _rules.Add(new RelabelRule { SourceLabels = [.. sources], Pattern = pattern, TargetLabel = target, Replacement = template });

    /// <summary>The rules, ready to run; null if there are none.</summary>
    /// <param name="place">The fields the rules were made of.</param>
    /// <exception cref="RejectedException">A rule that was made of values of the resource cannot be loaded.</exception>
    public RuleSet? Build(string place)
    {
        try
        {
            return _rules.Count == 0 ? null : RuleSet.Interpret([.. _rules]);
        }
        catch (RelabelRuleException e)
        {
            throw new RejectedException(new Rejection(place, $"the values of this resource make a rule that cannot be loaded: {e.Message}"));
        }
    }
}
