namespace PipelineDsl.Relabeling;

/// <summary>What a rule did to a label.</summary>
/// <param name="Name">The label's name.</param>
/// <param name="Before">Its value before the rule; <see langword="null"/> when it was absent.</param>
/// <param name="After">Its value after the rule; <see langword="null"/> when it is absent.</param>
public sealed record LabelChange(string Name, string? Before, string? After)
{
    /// <summary>The change on one line: <c>team: absent -> "blue"</c>.</summary>
    public override string ToString() => $"{Name}: {Text(Before)} -> {Text(After)}";

    private static string Text(string? value) => value is null ? "absent" : QuotedText.Of(value);
}
