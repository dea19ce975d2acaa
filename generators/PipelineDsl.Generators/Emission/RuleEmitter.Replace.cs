using System.Globalization;
using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Emission;

internal sealed partial class RuleEmitter
{
    // As many as RelabelActions.Set and RelabelActions.SetNamed take.
    private const int MaxPieces = 6;
    private const int MaxNamePieces = 3;

    // Up to as many names it is quicker to look them up than to go over all labels.
    private const int MaxRemoved = 8;

    private void WriteReplace(RelabelRule rule, int index)
    {
        var pattern = PatternAutomata.Of(rule.Pattern);
        var target = ReplacementTemplate.Parse(rule.TargetLabel);
        var replacement = ReplacementTemplate.Parse(rule.Replacement);
        bool readsValue = !IsSettled(pattern) || !target.IsLiteral || !replacement.IsLiteral;
        Operand value = !readsValue ? s_unread : IsLastCopy(rule, index, pattern, replacement) ? _locals.ReadLast(rule.SourceLabels[0]) : Value(rule);
        if (!target.IsLiteral)
        {
            WriteIf(TestShape(pattern, value), ReplaceByTemplates(rule, value));
            _locals.ChangeAll();
            return;
        }

        string label = TemplatePieces.LiteralOf(target);
        if (TemplatePieces.Of(replacement, pattern.Tree, value) is { Count: <= MaxPieces } pieces)
        {
            Condition condition = _shapes.Test(pattern, value);
            WriteIf(condition, Set(label, pieces));
            Change(label, condition, Operand.Join(pieces));
        }
        else
        {
            Condition condition = TestShape(pattern, value);
            WriteIf(condition, ReplaceByGroups(pattern, label, replacement, value) ?? ReplaceByTemplates(rule, value));
            Change(label, condition, known: null);
        }
    }

    // What is copied once and not looked at again needs no local.
    private bool IsLastCopy(RelabelRule rule, int index, PatternAutomata pattern, ReplacementTemplate replacement) =>
        pattern.Shape.Kind == PatternShapeKind.Anything && replacement.Parts.Count == 1
        && rule.SourceLabels is { IsDefault: false, Length: 1 } && ReplacementTemplate.Parse(rule.TargetLabel).IsLiteral
        && !rules.Skip(index + 1).Any(later => Reads(later, rule.SourceLabels[0]));

    private static bool Reads(RelabelRule rule, string label) =>
        (!rule.SourceLabels.IsDefault && rule.SourceLabels.Contains(label))
        || (rule.TargetLabel == label && rule.Action is RelabelAction.KeepEqual or RelabelAction.DropEqual);

    private void Change(string label, Condition condition, byte[]? known)
    {
        if (!ReferenceEquals(condition, Condition.Never))
        {
            _locals.Change(label, ReferenceEquals(condition, Condition.Always) ? known : null);
        }
    }

    // What finds the groups also finds out whether there is a match; only a cheaper test is worth making before.
    private Condition TestShape(PatternAutomata pattern, Operand value) =>
        pattern.Shape.Kind == PatternShapeKind.General ? Condition.Always : _shapes.Test(pattern, value);

    private string? ReplaceByGroups(PatternAutomata pattern, string label, ReplacementTemplate replacement, Operand value) =>
        TemplatePieces.OfGroups(replacement, pattern.Tree) is { Count: <= MaxPieces } pieces
            && _automata.Replace(pattern, Set(label, pieces)) is { } method
            ? $"{method}(labels, {value.Text});"
            : null;

    private string ReplaceByTemplates(RelabelRule rule, Operand value)
    {
        string scheme = rule.NameScheme == LabelNameScheme.Utf8 ? "" : $", LabelNameScheme.{rule.NameScheme}";
        string arguments = $"{Literals.Text(rule.TargetLabel)}, {Literals.Text(rule.Replacement)}{scheme}";
        return $"{statics.Templates(arguments, rule.Pattern)}.Replace(labels, {value.Text});";
    }

    private static string Set(string label, IReadOnlyList<Operand> pieces) => pieces.Count switch
    {
        0 => $"labels.Remove({Literals.Utf8(label)});",
        1 => $"labels.Set({Literals.Utf8(label)}, {pieces[0].Text});",
        _ => $"RelabelActions.Set(labels, {Literals.Utf8(label)}, {string.Join(", ", pieces.Select(static piece => piece.Text))});",
    };

    private void WriteLabelMap(RelabelRule rule)
    {
        var pattern = PatternAutomata.Of(rule.Pattern);
        var labelName = new Operand("labelName");

        // Only an anchored pattern matches whole names, with nothing beside the match that would have to stay.
        if (pattern.Tree.IsAnchored
            && TemplatePieces.Of(ReplacementTemplate.Parse(rule.Replacement), pattern.Tree, labelName) is { Count: <= MaxNamePieces } pieces)
        {
            if (IsPrefixGone(pattern.Shape, pieces))
            {
                writer.Line($"RelabelActions.MapPrefixed(labels, {Literals.Utf8(pattern.Shape.Literal)});");
            }
            else
            {
                string action = pieces.Count <= 1
                    ? $"labels.Set({(pieces.Count == 0 ? "default" : pieces[0].Text)}, label.Value);"
                    : $"RelabelActions.SetNamed(labels, label.Value, {string.Join(", ", pieces.Select(static piece => piece.Text))});";
                WriteForEach(_shapes.Test(pattern, labelName), action);
            }
        }
        else
        {
            writer.Line($"{statics.Templates($"\"\", {Literals.Text(rule.Replacement)}", rule.Pattern)}.MapNames(labels);");
        }

        _locals.ChangeAll();
    }

    private static bool IsPrefixGone(PatternShape shape, IReadOnlyList<Operand> pieces) =>
        shape is { Kind: PatternShapeKind.Prefix, HasMoreAfter: true }
        && pieces.Count == 1 && pieces[0].Text == $"labelName[{shape.Literal.Length.ToString(CultureInfo.InvariantCulture)}..]";

    private void WriteRemoveNames(RelabelRule rule, bool matching)
    {
        var pattern = PatternAutomata.Of(rule.Pattern);
        if (matching && pattern.Literals is { Count: <= MaxRemoved } names)
        {
            foreach (byte[] name in names)
            {
                writer.Line($"labels.Remove({Literals.Utf8(name)});");
                _locals.Change(Encoding.UTF8.GetString(name), known: []);
            }

            return;
        }

        Condition isMatch = _shapes.Test(pattern, new("labelName"));
        WriteForEach(matching ? isMatch : isMatch.Negate(), "labels.Remove(labelName);");
        _locals.ChangeAll();
    }

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
