using System.Globalization;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes rules as statements on a builder called <c>labels</c>.</summary>
internal sealed partial class RuleEmitter(SourceWriter writer, Statics statics)
{
    private readonly LabelLocals _locals = new();
    private readonly ShapeEmitter _shapes = new(statics);

    /// <summary>Writes a rule; false when nothing after it can run.</summary>
    public bool Write(RelabelRule rule, int index)
    {
        writer.Line($"// {Number(index)}: {Literals.Comment(rule.ToString())}");
        switch (rule.Action)
        {
            case RelabelAction.Keep:
                return WriteDrop(Test(rule).Negate(), index);
            case RelabelAction.Drop:
                return WriteDrop(Test(rule), index);
            case RelabelAction.KeepEqual:
                return WriteDrop(TestEqual(rule).Negate(), index);
            case RelabelAction.DropEqual:
                return WriteDrop(TestEqual(rule), index);
            case RelabelAction.HashMod:
                WriteAction(rule, $"RelabelActions.HashMod(labels, {{0}}, {{1}}, {rule.Modulus.ToString(CultureInfo.InvariantCulture)}UL);");
                return true;
            case RelabelAction.Lowercase:
                WriteAction(rule, "RelabelActions.Lowercase(labels, {0}, {1});");
                return true;
            case RelabelAction.Uppercase:
                WriteAction(rule, "RelabelActions.Uppercase(labels, {0}, {1});");
                return true;
            case RelabelAction.LabelMap:
                WriteLabelMap(rule);
                return true;
            case RelabelAction.LabelDrop:
                WriteRemoveNames(rule, matching: true);
                return true;
            case RelabelAction.LabelKeep:
                WriteRemoveNames(rule, matching: false);
                return true;
            default:
                WriteReplace(rule);
                return true;
        }
    }

    private bool WriteDrop(Condition condition, int index)
    {
        if (ReferenceEquals(condition, Condition.Never))
        {
            writer.Line("// (drops nothing)");
            return true;
        }

        if (ReferenceEquals(condition, Condition.Always))
        {
            writer.Line($"return {Number(index)};");
            return false;
        }

        writer.Open($"if ({condition.Text})").Line($"return {Number(index)};").Close();
        return true;
    }

    private void WriteAction(RelabelRule rule, string format)
    {
        string value = Value(rule) ?? "default";
        writer.Line(string.Format(CultureInfo.InvariantCulture, format, value, Literals.Utf8(rule.TargetLabel)));
        _locals.Forget(rule.TargetLabel);
    }

    private Condition Test(RelabelRule rule)
    {
        (_, PatternShape shape) = Parse(rule);
        bool readsValue = shape.Kind is not (PatternShapeKind.Anything or PatternShapeKind.Nothing);
        return _shapes.Test(shape, rule.Pattern, readsValue ? Value(rule) : null);
    }

    private Condition TestEqual(RelabelRule rule)
    {
        string? value = Value(rule);
        string target = _locals.Read(rule.TargetLabel, writer);
        return new(value is null ? $"{target}.IsEmpty" : $"{value}.SequenceEqual({target})", true);
    }

    /// <summary>The expression of the joined sources; null when there is none, and so the value is empty.</summary>
    private string? Value(RelabelRule rule)
    {
        if (rule.SourceLabels.IsDefaultOrEmpty)
        {
            return null;
        }

        if (rule.SourceLabels.Length == 1)
        {
            return _locals.Read(rule.SourceLabels[0], writer);
        }

        string joined = _locals.NewName("joined");
        writer.Line($"ReadOnlySpan<byte> {joined} = labels.Join({statics.Sources(rule.SourceLabels)}, {Literals.Utf8(rule.Separator)});");
        return joined;
    }

    private static (PatternTree Tree, PatternShape Shape) Parse(RelabelRule rule)
    {
        PatternTree tree = PatternParser.TryParse(rule.Pattern, out PatternTree? parsed, out _)
            ? parsed!
            : throw new InvalidOperationException("Only valid rules are emitted.");
        return (tree, PatternShape.Of(tree));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
