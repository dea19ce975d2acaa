using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>Collects relabel rules; they run in the order they are written.</summary>
/// <typeparam name="TSelf">The builder's own type, so that calls chain.</typeparam>
/// <typeparam name="TLabel">The labels that the rules may name.</typeparam>
/// <remarks>Patterns are RE2 and must match the whole value. An absent label has the empty value; setting a label to it removes the label. The
/// compiler fills in where each rule stands, for <see cref="RelabelRule.Location"/>.</remarks>
public abstract class RuleBuilder<TSelf, TLabel>
    where TSelf : RuleBuilder<TSelf, TLabel>
    where TLabel : struct, ILabel<TLabel>
{
    private readonly ImmutableArray<RelabelRule>.Builder _rules = ImmutableArray.CreateBuilder<RelabelRule>();

    private protected RuleBuilder()
    {
    }

    /// <summary>Keeps only what has a matching label, and drops the rest.</summary>
    /// <param name="source">The label to look at.</param>
    /// <param name="pattern">The pattern, RE2, for the whole value.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    [OverloadResolutionPriority(1)]
    public TSelf Keep(
        TLabel source, string pattern, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Keep([source], pattern, line: line, file: file);

    /// <summary>Keeps only that whose labels, joined by <paramref name="separator"/>, match.</summary>
    /// <param name="sources">The labels to look at.</param>
    /// <param name="pattern">The pattern, RE2, for the whole joined value.</param>
    /// <param name="separator">What joins the values. The default value is <c>;</c>.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Keep(
        ReadOnlySpan<TLabel> sources, string pattern, string separator = RelabelRule.DefaultSeparator,
        [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.Keep, SourceLabels = Names(sources), Pattern = pattern, Separator = separator }, line, file);

    /// <summary>Drops what has a matching label.</summary>
    /// <param name="source">The label to look at.</param>
    /// <param name="pattern">The pattern, RE2, for the whole value.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    [OverloadResolutionPriority(1)]
    public TSelf Drop(
        TLabel source, string pattern, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Drop([source], pattern, line: line, file: file);

    /// <summary>Drops that whose labels, joined by <paramref name="separator"/>, match.</summary>
    /// <param name="sources">The labels to look at.</param>
    /// <param name="pattern">The pattern, RE2, for the whole joined value.</param>
    /// <param name="separator">What joins the values. The default value is <c>;</c>.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Drop(
        ReadOnlySpan<TLabel> sources, string pattern, string separator = RelabelRule.DefaultSeparator,
        [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.Drop, SourceLabels = Names(sources), Pattern = pattern, Separator = separator }, line, file);

    /// <summary>Keeps only that whose two labels are equal.</summary>
    /// <param name="source">One label.</param>
    /// <param name="target">The other label.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf KeepEqual(TLabel source, TLabel target, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.KeepEqual, SourceLabels = [source.Name], TargetLabel = target.Name }, line, file);

    /// <summary>Drops that whose two labels are equal.</summary>
    /// <param name="source">One label.</param>
    /// <param name="target">The other label.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf DropEqual(TLabel source, TLabel target, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.DropEqual, SourceLabels = [source.Name], TargetLabel = target.Name }, line, file);

    /// <summary>Sets a label to a literal value: <c>$1</c> stays <c>$1</c>.</summary>
    /// <param name="target">The label to set.</param>
    /// <param name="literal">The value; the empty string removes the label.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Set(TLabel target, string literal, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { TargetLabel = Escape(target.Name), Replacement = Escape(literal) }, line, file);

    /// <summary>Copies a label to another; when the source is absent the target is removed.</summary>
    /// <param name="source">The label to read.</param>
    /// <param name="target">The label to set.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Copy(TLabel source, TLabel target, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { SourceLabels = [source.Name], TargetLabel = Escape(target.Name) }, line, file);

    /// <summary>Sets a label from a template when another label matches.</summary>
    /// <param name="source">The label to look at.</param>
    /// <param name="pattern">The pattern, RE2, for the whole value.</param>
    /// <param name="target">The label to set.</param>
    /// <param name="template">The new value, with <c>$1</c> or <c>${name}</c> for the pattern's groups; an empty result removes the label.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    [OverloadResolutionPriority(1)]
    public TSelf Replace(
        TLabel source, string pattern, TLabel target, string template,
        [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Replace([source], pattern, target, template, line: line, file: file);

    /// <summary>Sets a label from a template when other labels, joined by <paramref name="separator"/>, match.</summary>
    /// <param name="sources">The labels to look at.</param>
    /// <param name="pattern">The pattern, RE2, for the whole joined value.</param>
    /// <param name="target">The label to set.</param>
    /// <param name="template">The new value, with <c>$1</c> or <c>${name}</c> for the pattern's groups; an empty result removes the label.</param>
    /// <param name="separator">What joins the values. The default value is <c>;</c>.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Replace(
        ReadOnlySpan<TLabel> sources, string pattern, TLabel target, string template, string separator = RelabelRule.DefaultSeparator,
        [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new()
        {
            SourceLabels = Names(sources),
            Pattern = pattern,
            TargetLabel = Escape(target.Name),
            Replacement = template,
            Separator = separator,
        }, line, file);

    /// <summary>Sets a label to the hash of others modulo a number: the same values always give the same number.</summary>
    /// <param name="source">The label to hash.</param>
    /// <param name="target">The label to set.</param>
    /// <param name="modulus">The modulus, above 0.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    /// <remarks>The last 8 bytes of MD5 as a big-endian number, as in Prometheus.</remarks>
    public TSelf HashMod(TLabel source, TLabel target, ulong modulus, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.HashMod, SourceLabels = [source.Name], TargetLabel = target.Name, Modulus = modulus }, line, file);

    /// <summary>Copies every label whose name matches to the name that the template gives.</summary>
    /// <param name="pattern">The pattern, RE2, for the whole label name.</param>
    /// <param name="template">The new name, with <c>$1</c> or <c>${name}</c> for the pattern's groups.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf LabelMap(
        string pattern, string template = RelabelRule.DefaultReplacement,
        [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.LabelMap, Pattern = pattern, Replacement = template }, line, file);

    /// <summary>Removes the labels whose names match.</summary>
    /// <param name="pattern">The pattern, RE2, for the whole label name.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf LabelDrop(
        string pattern, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.LabelDrop, Pattern = pattern }, line, file);

    /// <summary>Removes the labels whose names do not match.</summary>
    /// <param name="pattern">The pattern, RE2, for the whole label name.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf LabelKeep(
        string pattern, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.LabelKeep, Pattern = pattern }, line, file);

    /// <summary>Sets a label to another in lower case.</summary>
    /// <param name="source">The label to read.</param>
    /// <param name="target">The label to set.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Lowercase(TLabel source, TLabel target, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.Lowercase, SourceLabels = [source.Name], TargetLabel = target.Name }, line, file);

    /// <summary>Sets a label to another in upper case.</summary>
    /// <param name="source">The label to read.</param>
    /// <param name="target">The label to set.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Uppercase(TLabel source, TLabel target, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Rule(new() { Action = RelabelAction.Uppercase, SourceLabels = [source.Name], TargetLabel = target.Name }, line, file);

    /// <summary>Adds a rule with all of Prometheus' fields, for what the other methods do not say.</summary>
    /// <param name="rule">The rule. A location that it has already stays.</param>
    /// <param name="line">The line that the call stands in. The default value is that line.</param>
    /// <param name="file">The file that the call stands in. The default value is that file.</param>
    public TSelf Rule(RelabelRule rule, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rules.Add(rule.Location is null ? rule with { Location = RuleLocation.FromPath(file, line) } : rule);
        return (TSelf)this;
    }

    /// <summary>The rules collected so far, ready to run on the interpreter.</summary>
    /// <exception cref="RelabelRuleException">Prometheus would not load one of the rules.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RuleSet Build() => RuleSet.Interpret(Rules);

    internal ImmutableArray<RelabelRule> Rules => _rules.ToImmutable();

    private static ImmutableArray<string> Names(ReadOnlySpan<TLabel> labels)
    {
        var names = ImmutableArray.CreateBuilder<string>(labels.Length);
        foreach (TLabel label in labels)
        {
            names.Add(label.Name);
        }

        return names.MoveToImmutable();
    }

    private static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);
}
