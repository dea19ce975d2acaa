using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PipelineDsl.Relabeling;

/// <summary>What one rule made of one label set.</summary>
public sealed class RelabelStep
{
    internal RelabelStep(int stage, int number, RelabelRule rule) => (Stage, Number, Rule) = (stage, number, rule);

    /// <summary>Which <c>Relabel</c> of the pipeline stage the rule belongs to, from 1.</summary>
    public int Stage { get; }

    /// <summary>The rule's number in its <c>Relabel</c>, from 1.</summary>
    public int Number { get; }

    /// <summary>The rule; its <see cref="RelabelRule.Location"/> says where it stands.</summary>
    public RelabelRule Rule { get; }

    /// <summary>The joined source labels that the rule looked at; <see langword="null"/> for a rule that looks at label names.</summary>
    public string? Value { get; internal init; }

    /// <summary>Whether the rule found what it looks for: its pattern matched the value or, for rules on names, the name of some label; or
    /// the two labels it compares are equal. Always true for rules without a condition.</summary>
    public bool IsMatch { get; internal init; }

    /// <summary>Whether the rule dropped the label set.</summary>
    public bool IsDropped { get; internal init; }

    /// <summary>What the rule changed, by the names of the labels.</summary>
    public ImmutableArray<LabelChange> Changes { get; internal init; } = [];

    /// <summary>The step as text: the rule on one line, then what it found and what it changed, indented.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Stage}.{Number} ").Append(Rule.Describe());
        text.Append("\n    ").Append(Found());
        if (IsDropped)
        {
            text.Append(": dropped");
        }

        foreach (LabelChange change in Changes)
        {
            text.Append("\n    ").Append(change);
        }

        return text.ToString();
    }

    private string Quoted => QuotedText.Of(Value ?? "");

    private string Found() => Rule.Action switch
    {
        RelabelAction.KeepEqual or RelabelAction.DropEqual => $"{Quoted} is {(IsMatch ? "" : "not ")}the value of {Rule.TargetLabel}",
        RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase => $"of {Quoted}",
        RelabelAction.LabelMap or RelabelAction.LabelDrop or RelabelAction.LabelKeep => IsMatch ? "a label's name matches" : "no label's name matches",
        _ => $"{Quoted} {(IsMatch ? "matches" : "does not match")}",
    };
}
