using System.Globalization;
using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes rules as statements on a builder called <c>labels</c>.</summary>
internal sealed partial class RuleEmitter(SourceWriter writer, Statics statics, IReadOnlyList<RelabelRule> rules)
{
    // Fewer literals are told apart as fast one by one.
    private const int MinTogether = 4;

    // Classes beside that of the list do not see its constants.
    private const string KeptText = "RuleSet.Kept";

    private static readonly Operand s_unread = new("default");

    private readonly LabelLocals _locals = new();
    private readonly ShapeEmitter _shapes = new(statics);
    private readonly AutomatonEmitter _automata = new(statics);

    /// <summary>Writes the decision of several rules from one on, where one look at the value is enough; says of how many.</summary>
    public int WriteTogether(int first)
    {
        var decision = LiteralDecision.Of(rules, first);
        IReadOnlyList<byte[]> literals = decision.Literals;
        if (decision.RuleCount < 2 || literals.Count < MinTogether || rules[first].SourceLabels.All(_locals.IsKnown))
        {
            return 0;
        }

        string Result(int? rule) => rule is null ? KeptText : Number(rule.Value);
        for (int i = first; i < first + decision.RuleCount; i++)
        {
            WriteComment(rules[i], i);
        }

        string decide = statics.Class("Decide", rules[first].Pattern, "int By(ReadOnlySpan<byte> value)", body =>
            new LiteralSetEmitter(body, literal => Result(decision.DroppedBy(literal)), Result(decision.Otherwise)).Write(literals));
        string droppedBy = _locals.NewName("droppedBy");
        string value = Value(rules[first]).Text;
        writer.Line($"int {droppedBy} = {decide}.By({value});").Open($"if ({droppedBy} != Kept)").Line($"return {droppedBy};").Close();
        return decision.RuleCount;
    }

    /// <summary>Writes a rule; false when nothing after it can run.</summary>
    public bool Write(int index)
    {
        RelabelRule rule = rules[index];
        WriteComment(rule, index);
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
                WriteReplace(rule, index);
                return true;
        }
    }

    private void WriteComment(RelabelRule rule, int index) => writer.Line($"// {Number(index)}: {Literals.Comment(rule.ToString())}");

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
        Operand value = Value(rule);
        writer.Line(string.Format(CultureInfo.InvariantCulture, format, value.Text, Literals.Utf8(rule.TargetLabel)));
        _locals.Change(rule.TargetLabel);
    }

    private Condition Test(RelabelRule rule)
    {
        var pattern = PatternAutomata.Of(rule.Pattern);
        return _shapes.Test(pattern, IsSettled(pattern) ? s_unread : Value(rule));
    }

    private Condition TestEqual(RelabelRule rule)
    {
        Operand value = Value(rule);
        Operand target = _locals.Read(rule.TargetLabel, writer);
        if (value.Known is not null && target.Known is not null)
        {
            return value.Known.SequenceEqual(target.Known) ? Condition.Always : Condition.Never;
        }

        return value.Known is not null ? ShapeEmitter.Equal(target.Text, value.Known)
            : target.Known is not null ? ShapeEmitter.Equal(value.Text, target.Known)
            : new($"Is({value.Text}, {target.Text})", true);
    }

    // What matches everything or nothing needs no look-up.
    private static bool IsSettled(PatternAutomata pattern) => pattern.Shape.Kind is PatternShapeKind.Anything or PatternShapeKind.Nothing;

    /// <summary>The joined sources.</summary>
    private Operand Value(RelabelRule rule)
    {
        if (rule.SourceLabels.IsDefaultOrEmpty)
        {
            return Operand.Empty;
        }

        if (rule.SourceLabels.Length == 1)
        {
            return _locals.Read(rule.SourceLabels[0], writer);
        }

        if (rule.SourceLabels.All(_locals.IsKnown))
        {
            byte[] separator = Encoding.UTF8.GetBytes(rule.Separator);
            return Operand.Of(Operand.Join(rule.SourceLabels.SelectMany((source, i) =>
                (Operand[])(i == 0 ? [_locals.Read(source, writer)] : [Operand.Of(separator), _locals.Read(source, writer)])))!);
        }

        string joined = _locals.NewName("joined");
        string between = Literals.Utf8(rule.Separator);
        string arguments = rule.SourceLabels.Length == 2
            ? $"{Literals.Utf8(rule.SourceLabels[0])}, {between}, {Literals.Utf8(rule.SourceLabels[1])}"
            : $"{statics.Sources(rule.SourceLabels)}, {between}";
        writer.Line($"ReadOnlySpan<byte> {joined} = labels.Join({arguments});");
        return new(joined);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
