using System.Collections.Frozen;
using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Kubernetes;

/// <summary>Tells the labels that rules can read from those that nobody would miss. Immutable and thread-safe.</summary>
internal sealed class LabelFilter
{
    private readonly FrozenSet<string> _names;
    private readonly Pattern[] _patterns;

    private LabelFilter(bool keepsAll, FrozenSet<string> names, Pattern[] patterns) => (KeepsAll, _names, _patterns) = (keepsAll, names, patterns);

    /// <summary>Keeps all labels.</summary>
    public static LabelFilter All { get; } = new(keepsAll: true, FrozenSet<string>.Empty, []);

    /// <summary>Whether all labels are kept.</summary>
    public bool KeepsAll { get; }

    /// <summary>Keeps what the rules read by name, and what <c>labelmap</c> copies by pattern.</summary>
    /// <remarks><c>labelkeep</c> and <c>labeldrop</c> read no value: what they decide about discovered labels ends with the rules.</remarks>
    public static LabelFilter Of(IEnumerable<RelabelRule> rules)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var patterns = new HashSet<string>(StringComparer.Ordinal);
        foreach (RelabelRule rule in rules)
        {
            names.UnionWith(rule.SourceLabels.IsDefault ? [] : rule.SourceLabels);
            if (rule.Action is RelabelAction.KeepEqual or RelabelAction.DropEqual)
            {
                names.Add(rule.TargetLabel);
            }
            else if (rule.Action == RelabelAction.LabelMap)
            {
                patterns.Add(rule.Pattern);
            }
        }

        return new LabelFilter(keepsAll: false, names.ToFrozenSet(StringComparer.Ordinal), [.. patterns.Select(Pattern.Parse)]);
    }

    /// <summary>Whether a label is kept.</summary>
    public bool Keeps(ReadOnlySpan<byte> name)
    {
        if (KeepsAll || _names.Contains(Encoding.UTF8.GetString(name)))
        {
            return true;
        }

        foreach (Pattern pattern in _patterns)
        {
            if (pattern.IsMatch(name))
            {
                return true;
            }
        }

        return false;
    }
}
