using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Emission;

internal sealed partial class RuleEmitter
{
    // As many as RelabelActions.Set takes.
    private const int MaxPieces = 3;

    private void WriteReplace(RelabelRule rule)
    {
        (PatternTree tree, PatternShape shape) = Parse(rule);
        var target = ReplacementTemplate.Parse(rule.TargetLabel);
        var replacement = ReplacementTemplate.Parse(rule.Replacement);
        bool readsValue = shape.Kind is not (PatternShapeKind.Anything or PatternShapeKind.Nothing)
            || !target.IsLiteral || !replacement.IsLiteral;
        string? value = readsValue ? Value(rule) : null;
        IReadOnlyList<string>? pieces = target.IsLiteral ? TemplatePieces.Of(replacement, tree, value) : null;
        bool needsTemplates = pieces is null || pieces.Count > MaxPieces;
        if (needsTemplates && shape.Kind == PatternShapeKind.General)
        {
            writer.Line(Replace(rule, value));
        }
        else
        {
            Condition condition = _shapes.Test(shape, rule.Pattern, value);
            string action = needsTemplates ? Replace(rule, value) : Set(Literals.Utf8(TemplatePieces.LiteralOf(target)), pieces!);
            WriteIf(condition, action);
        }

        if (target.IsLiteral)
        {
            _locals.Forget(TemplatePieces.LiteralOf(target));
        }
        else
        {
            _locals.ForgetAll();
        }
    }

    private void WriteLabelMap(RelabelRule rule)
    {
        (PatternTree tree, PatternShape shape) = Parse(rule);
        IReadOnlyList<string>? pieces = TemplatePieces.Of(ReplacementTemplate.Parse(rule.Replacement), tree, "labelName");
        if (shape.Kind == PatternShapeKind.General || pieces is null || pieces.Count > 1)
        {
            writer.Line($"{statics.Templates($"\"\", {Literals.Text(rule.Replacement)}", rule.Pattern)}.MapNames(labels);");
        }
        else
        {
            string mapped = pieces.Count == 0 ? "default" : pieces[0];
            WriteForEach(_shapes.Test(shape, rule.Pattern, "labelName"), $"labels.Set({mapped}, label.Value);");
        }

        _locals.ForgetAll();
    }

    private void WriteRemoveNames(RelabelRule rule, bool matching)
    {
        (_, PatternShape shape) = Parse(rule);
        if (shape.Kind == PatternShapeKind.General)
        {
            writer.Line($"RelabelActions.RemoveNames(labels, {statics.Pattern(rule.Pattern)}, matching: {(matching ? "true" : "false")});");
        }
        else
        {
            Condition isMatch = _shapes.Test(shape, rule.Pattern, "labelName");
            WriteForEach(matching ? isMatch : isMatch.Negate(), "labels.Remove(labelName);");
        }

        _locals.ForgetAll();
    }

    private string Replace(RelabelRule rule, string? value)
    {
        string scheme = rule.NameScheme == LabelNameScheme.Utf8 ? "" : $", LabelNameScheme.{rule.NameScheme}";
        string arguments = $"{Literals.Text(rule.TargetLabel)}, {Literals.Text(rule.Replacement)}{scheme}";
        return $"{statics.Templates(arguments, rule.Pattern)}.Replace(labels, {value ?? "default"});";
    }

    private static string Set(string target, IReadOnlyList<string> pieces) => pieces.Count switch
    {
        0 => $"labels.Remove({target});",
        1 => $"labels.Set({target}, {pieces[0]});",
        _ => $"RelabelActions.Set(labels, {target}, {string.Join(", ", pieces)});",
    };

    private void WriteForEach(Condition condition, string action)
    {
        if (ReferenceEquals(condition, Condition.Never))
        {
            writer.Line("// (no name is like that)");
            return;
        }

        writer.Open("foreach (Utf8Label label in labels.TakeSnapshot())");
        writer.Line("ReadOnlySpan<byte> labelName = label.Name;");
        WriteIf(condition, action);
        writer.Close();
    }

    private void WriteIf(Condition condition, string action)
    {
        if (ReferenceEquals(condition, Condition.Always))
        {
            writer.Line(action);
        }
        else if (ReferenceEquals(condition, Condition.Never))
        {
            writer.Line("// (never matches)");
        }
        else
        {
            writer.Open($"if ({condition.Text})").Line(action).Close();
        }
    }
}
