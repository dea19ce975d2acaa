using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Emission;

/// <summary>What consecutive keep and drop rules on one value decide together, where only some literals are treated differently.</summary>
/// <remarks>That is so as long as patterns are literals; and after a rule that keeps nothing but literals, with any patterns.</remarks>
internal sealed class LiteralDecision
{
    private readonly Dictionary<string, int?> _special = new(StringComparer.Ordinal);
    private int? _otherwise;

    /// <summary>How many rules are decided.</summary>
    public int RuleCount { get; private set; }

    /// <summary>The rule that drops all other values; null if none does.</summary>
    public int? Otherwise => _otherwise;

    /// <summary>The literals that fare differently from all other values.</summary>
    public IReadOnlyList<byte[]> Literals =>
        [.. _special.Where(pair => pair.Value != _otherwise).Select(static pair => ToBytes(pair.Key)).OrderBy(static literal => literal.Length)];

    /// <summary>The rule that drops a literal; null if none does.</summary>
    public int? DroppedBy(byte[] literal) => _special[ToKey(literal)];

    /// <summary>Decides as many rules as go together, from one on.</summary>
    public static LiteralDecision Of(IReadOnlyList<RelabelRule> rules, int first)
    {
        var decision = new LiteralDecision();
        for (int i = first; i < rules.Count && SharesValue(rules[first], rules[i]) && decision.TryAdd(rules[i], i); i++)
        {
            decision.RuleCount++;
        }

        return decision;
    }

    private static bool SharesValue(RelabelRule first, RelabelRule rule) =>
        rule.Action is RelabelAction.Keep or RelabelAction.Drop && !rule.SourceLabels.IsDefaultOrEmpty && !first.SourceLabels.IsDefaultOrEmpty
        && rule.SourceLabels.SequenceEqual(first.SourceLabels) && rule.Separator == first.Separator;

    private bool TryAdd(RelabelRule rule, int index)
    {
        var pattern = PatternAutomata.Of(rule.Pattern);
        IReadOnlyList<byte[]>? literals = pattern.Literals;
        if (literals is null && (_otherwise is null || !pattern.CanMatch))
        {
            return false;
        }

        foreach (string literal in (literals ?? []).Select(ToKey).Where(literal => !_special.ContainsKey(literal)))
        {
            _special.Add(literal, _otherwise);
        }

        foreach (string literal in _special.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToArray())
        {
            _special[literal] = pattern.IsMatch(ToBytes(literal)) == (rule.Action == RelabelAction.Drop) ? index : null;
        }

        _otherwise ??= rule.Action == RelabelAction.Keep ? index : null;
        return true;
    }

    // Bytes compare by reference; a text with a character for each byte does not.
    private static string ToKey(byte[] bytes) => new([.. bytes.Select(static value => (char)value)]);

    private static byte[] ToBytes(string key) => [.. key.Select(static c => (byte)c)];
}
