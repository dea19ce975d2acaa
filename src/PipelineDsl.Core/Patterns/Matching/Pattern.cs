using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Patterns;

/// <summary>A regular expression of a relabel rule: RE2's syntax, matched against a whole value.</summary>
/// <remarks>
/// <para>
/// A pattern means what it means in Prometheus: it has to match the value from its first to its last byte, a dot matches any code point
/// including a newline, and of several ways to match the one counts that a backtracking engine would find first. Matching takes time in
/// proportion to the length of the value, whatever the pattern, and allocates nothing.
/// </para>
/// <para>
/// Prometheus anchors a pattern by writing <c>^(?s:</c> before it and <c>)$</c> after it. A pattern such as <c>a)|(?:b</c> is therefore
/// valid, and anchored on one side only; it is here as well.
/// </para>
/// <para>Values are UTF-8. A byte that is not counts as one U+FFFD. Patterns are immutable and can be used by any number of threads.</para>
/// </remarks>
public sealed partial class Pattern : IEquatable<Pattern>
{
    private Pattern(string text, PatternTree tree)
    {
        Text = text;
        Tree = tree;
        GroupCount = tree.GroupCount;
        Shape = PatternShape.Of(tree);
        Layout = CaptureLayout.Of(tree);
    }

    /// <summary>The pattern as it was written, without the anchors.</summary>
    public string Text { get; }

    /// <summary>How many groups the pattern captures, the whole match not counted.</summary>
    public int GroupCount { get; }

    /// <summary>
    /// The names of the groups in order of number, from group 0, the whole match; null for a group without a name. Names can repeat.
    /// </summary>
    public IReadOnlyList<string?> GroupNames => Tree.GroupNames;

    internal PatternTree Tree { get; }

    internal PatternShape Shape { get; }

    internal CaptureLayout? Layout { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern, without anchors.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="PatternException">The text is not a pattern.</exception>
    public static Pattern Parse(string text) =>
        TryParse(text, out Pattern? pattern, out PatternError? error) ? pattern : throw new PatternException(text, error);

    /// <summary>Reads a pattern, if the text is one.</summary>
    /// <param name="text">The pattern, without anchors.</param>
    /// <param name="pattern">The pattern, or null if the text is not one.</param>
    /// <param name="error">What is wrong with the text, or null if nothing is.</param>
    /// <returns>Whether the text is a pattern.</returns>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out PatternError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        pattern = KnownPatterns.TryParse(text, out PatternTree? tree, out error) ? new Pattern(text, tree!) : null;
        return pattern is not null;
    }

    /// <summary>Whether another pattern is written in the same way.</summary>
    /// <param name="other">The other pattern.</param>
    /// <returns>Whether the texts are equal.</returns>
    public bool Equals(Pattern? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
