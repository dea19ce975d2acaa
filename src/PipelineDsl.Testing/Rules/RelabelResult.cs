using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Testing;

/// <summary>What rules made of one target or series, or of each target of a fixture, to be asserted.</summary>
/// <remarks>An assertion holds when it holds for every target: choose one of several with <see cref="OnPort(int)"/>. Each returns the result, so
/// that assertions chain; each fails with what every rule did.</remarks>
public sealed class RelabelResult
{
    private readonly ImmutableArray<(string Name, RelabelExplanation Explanation)> _outcomes;

    internal RelabelResult(ImmutableArray<(string Name, RelabelExplanation Explanation)> outcomes) => _outcomes = outcomes;

    /// <summary>What each rule did, for each target.</summary>
    public ImmutableArray<RelabelExplanation> Explanations => [.. _outcomes.Select(outcome => outcome.Explanation)];

    /// <summary>Only the targets with a port.</summary>
    /// <param name="number">The number of the container's or service's port.</param>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    public RelabelResult OnPort(int number) => On(number.ToString(System.Globalization.CultureInfo.InvariantCulture), "port_number");

    /// <summary>Only the targets with a port.</summary>
    /// <param name="name">The name of the container's or service's port.</param>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    public RelabelResult OnPort(string name) => On(name, "port_name");

    /// <summary>Asserts that the rules kept it.</summary>
    /// <exception cref="PipelineAssertionException">A rule dropped it.</exception>
    public RelabelResult ShouldBeKept() => Check("should be kept", Dropping);

    /// <summary>Asserts that a rule dropped it.</summary>
    /// <exception cref="PipelineAssertionException">The rules kept it.</exception>
    public RelabelResult ShouldBeDropped() => Check("should be dropped", Keeping);

    /// <summary>Asserts which rule dropped it, by what the rule does and looks at.</summary>
    /// <param name="action">The rule's action, such as <see cref="RelabelAction.Keep"/>.</param>
    /// <param name="source">A label that the rule looks at.</param>
    /// <exception cref="PipelineAssertionException">The rules kept it, or another rule dropped it.</exception>
    public RelabelResult ShouldBeDroppedBy<TLabel>(RelabelAction action, TLabel source)
        where TLabel : struct, ILabel<TLabel> => ShouldBeDroppedBy(action, source.Name);

    /// <summary>Asserts which rule dropped it, by what the rule does and looks at.</summary>
    /// <param name="action">The rule's action, such as <see cref="RelabelAction.Keep"/>.</param>
    /// <param name="source">A label that the rule looks at.</param>
    /// <exception cref="PipelineAssertionException">The rules kept it, or another rule dropped it.</exception>
    public RelabelResult ShouldBeDroppedBy(RelabelAction action, string source) => DroppedBy(
        $"should be dropped by {action.ToString().ToLowerInvariant()} on {source}",
        step => step.Rule.Action == action && !step.Rule.SourceLabels.IsDefault && step.Rule.SourceLabels.Contains(source));

    /// <summary>Asserts which rule dropped it, by the rule's place in the pipeline.</summary>
    /// <param name="rule">The number of the rule in its <c>Relabel</c>, from 1.</param>
    /// <param name="stage">The number of the <c>Relabel</c>, from 1. The default value is 1.</param>
    /// <exception cref="PipelineAssertionException">The rules kept it, or another rule dropped it.</exception>
    public RelabelResult ShouldBeDroppedBy(int rule, int stage = 1) =>
        DroppedBy($"should be dropped by rule {stage}.{rule}", step => (step.Stage, step.Number) == (stage, rule));

    /// <summary>Asserts that it is kept, with a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="value">The label's value after the rules.</param>
    /// <exception cref="PipelineAssertionException">A rule dropped it, or the label has another value or none.</exception>
    public RelabelResult ShouldHaveLabel<TLabel>(TLabel label, string value)
        where TLabel : struct, ILabel<TLabel> => ShouldHaveLabel(label.Name, value);

    /// <summary>Asserts that it is kept, with a label.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">The label's value after the rules.</param>
    /// <exception cref="PipelineAssertionException">A rule dropped it, or the label has another value or none.</exception>
    public RelabelResult ShouldHaveLabel(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return Check(
            $"should have {name}={QuotedText.Of(value)}",
            explanation => Dropping(explanation) ?? (explanation.After![name] == value ? null : $"but {Actual(explanation, name)}"));
    }

    /// <summary>Asserts that it is kept, with several labels; it may have others.</summary>
    /// <param name="labels">The labels and their values after the rules.</param>
    /// <exception cref="PipelineAssertionException">A rule dropped it, or a label has another value or none.</exception>
    public RelabelResult ShouldHaveLabels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        foreach ((string name, string value) in labels)
        {
            ShouldHaveLabel(name, value);
        }

        return this;
    }

    /// <summary>Asserts that it is kept, without a label.</summary>
    /// <param name="label">The label.</param>
    /// <exception cref="PipelineAssertionException">A rule dropped it, or it has the label.</exception>
    public RelabelResult ShouldNotHaveLabel<TLabel>(TLabel label)
        where TLabel : struct, ILabel<TLabel> => ShouldNotHaveLabel(label.Name);

    /// <summary>Asserts that it is kept, without a label.</summary>
    /// <param name="name">The label's name.</param>
    /// <exception cref="PipelineAssertionException">A rule dropped it, or it has the label.</exception>
    public RelabelResult ShouldNotHaveLabel(string name) => Check(
        $"should not have {name}",
        explanation => Dropping(explanation) ?? (explanation.After![name] is null ? null : $"but {Actual(explanation, name)}"));

    /// <summary>What every rule did, as text.</summary>
    public override string ToString() => string.Join("\n\n", _outcomes.Select(outcome => $"{outcome.Name}\n{outcome.Explanation}"));

    private RelabelResult DroppedBy(string expectation, Func<RelabelStep, bool> isRule) => Check(
        expectation,
        explanation => Keeping(explanation) ?? (isRule(explanation.DroppedBy!) ? null : Dropping(explanation)));

    private RelabelResult Check(string expectation, Func<RelabelExplanation, string?> but)
    {
        foreach ((string name, RelabelExplanation explanation) in _outcomes)
        {
            if (but(explanation) is { } reality)
            {
                throw new PipelineAssertionException($"{name} {expectation}, {reality}.\n\n{explanation}");
            }
        }

        return this;
    }

    private RelabelResult On(string port, string suffix)
    {
        ImmutableArray<(string Name, RelabelExplanation Explanation)> chosen =
        [
            .. _outcomes.Where(outcome => outcome.Explanation.Before[$"__meta_kubernetes_pod_container_{suffix}"] == port
                || outcome.Explanation.Before[$"__meta_kubernetes_service_{suffix}"] == port),
        ];
        return chosen.IsEmpty
            ? throw new ArgumentException($"No target has the port {port}; there are {string.Join("; ", _outcomes.Select(outcome => outcome.Name))}.")
            : new(chosen);
    }

    private static string? Dropping(RelabelExplanation explanation) =>
        explanation.DroppedBy is { } step ? $"but rule {step.Stage}.{step.Number} dropped it" : null;

    private static string? Keeping(RelabelExplanation explanation) => explanation.DroppedBy is null ? "but the rules kept it" : null;

    private static string Actual(RelabelExplanation explanation, string name) =>
        explanation.After![name] is { } value ? $"has {name}={QuotedText.Of(value)}" : $"has no {name}";
}
