using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>A relabel rule in the configuration of a destination, with the fields and defaults of Prometheus' <c>write_relabel_configs</c>.</summary>
public sealed class WriteRelabelOptions
{
    /// <summary>What the rule does, such as <c>keep</c>. The default value is <c>replace</c>.</summary>
    public RelabelAction Action { get; set; }

    /// <summary>The labels whose values are joined. The default value is empty.</summary>
    public string[] SourceLabels { get; set; } = [];

    /// <summary>What stands between joined values. The default value is <c>;</c>.</summary>
    public string Separator { get; set; } = RelabelRule.DefaultSeparator;

    /// <summary>The RE2 pattern that the whole joined value must match. The default value is <c>(.*)</c>.</summary>
    public string Regex { get; set; } = RelabelRule.DefaultPattern;

    /// <summary>The modulus of <c>hashmod</c>. The default value is 0, which that action rejects.</summary>
    public ulong Modulus { get; set; }

    /// <summary>The label written. The default value is empty.</summary>
    public string TargetLabel { get; set; } = "";

    /// <summary>The template of the new value. The default value is <c>$1</c>.</summary>
    public string Replacement { get; set; } = RelabelRule.DefaultReplacement;

    internal RelabelRule ToRule() => new()
    {
        Action = Action,
        SourceLabels = SourceLabels.Length == 0 ? default : [.. SourceLabels],
        Separator = Separator,
        Pattern = Regex,
        Modulus = Modulus,
        TargetLabel = TargetLabel,
        Replacement = Replacement,
    };
}
