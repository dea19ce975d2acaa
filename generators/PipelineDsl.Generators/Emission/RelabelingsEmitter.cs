using System.Globalization;
using PipelineDsl.Generators.Model;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes a class for each list of rules.</summary>
internal static class RelabelingsEmitter
{
    public const string HintName = "Relabelings.g.cs";

    public static string Emit(IEnumerable<RelabelingClass> classes)
    {
        SourceWriter writer = GeneratedFile
            .Begin("Relabel rules that were constant when this project was compiled: one class for each list of rules.", GeneratedFile.Switch)
            .Open("namespace PipelineDsl.Generated")
            .Line("using global::System;")
            .Line("using global::PipelineDsl.CompilerServices;")
            .Line("using global::PipelineDsl.Patterns;")
            .Line("using global::PipelineDsl.Relabeling;");
        foreach (RelabelingClass @class in classes)
        {
            writer.Line().Append(@class.Source);
        }

        return writer.Close().ToString();
    }

    public static RelabelingClass EmitClass(RelabelingSpec spec)
    {
        string name = spec.ClassName();
        var statics = new Statics();
        var body = new SourceWriter(indent: 3);
        WriteRules(body, statics, spec);

        var writer = new SourceWriter(indent: 1);
        writer.Line(GeneratedFile.Attribute).Open($"internal sealed class {name} : RuleSet");
        writer.Line($"public static readonly {name} Instance = new();");
        writer.Append(statics.Fields).Line();
        writer.Line($"private {name}()").Line("    : base(").Line("    [");
        foreach (RelabelRule rule in spec.Rules)
        {
            writer.Line($"        {Rule(rule)},");
        }

        writer.Line("    ])").Line("{").Line("}").Line();
        writer.Line("public override RelabelEngine Engine => RelabelEngine.Compiled;").Line();
        writer.Open("public override int Apply(LabelSetBuilder labels)").Append(body).Close();
        writer.Append(statics.Methods).Close();
        return new(name, writer.ToString(), new(statics.Classes));
    }

    private static void WriteRules(SourceWriter body, Statics statics, RelabelingSpec spec)
    {
        var rules = new RuleEmitter(body, statics);
        for (int i = 0; i < spec.Rules.Count; i++)
        {
            if (rules.WriteTogether(spec.Rules, i) is > 0 and int together)
            {
                i += together - 1;
            }
            else if (!rules.Write(spec.Rules[i], i))
            {
                body.Line("// (nothing gets past this rule)");
                return;
            }

            body.Line();
        }

        body.Line("return Kept;");
    }

    private static string Rule(RelabelRule rule)
    {
        var members = new List<string>();
        void Add(bool isDefault, string name, string value)
        {
            if (!isDefault)
            {
                members.Add($"{name} = {value}");
            }
        }

        Add(rule.Action == RelabelAction.Replace, "Action", "RelabelAction." + rule.Action);
        Add(rule.SourceLabels.IsDefault, "SourceLabels", Texts(rule));
        Add(rule.Separator == RelabelRule.DefaultSeparator, "Separator", Literals.Text(rule.Separator));
        Add(rule.Pattern == RelabelRule.DefaultPattern, "Pattern", Literals.Text(rule.Pattern));
        Add(rule.Modulus == 0, "Modulus", rule.Modulus.ToString(CultureInfo.InvariantCulture) + "UL");
        Add(rule.TargetLabel.Length == 0, "TargetLabel", Literals.Text(rule.TargetLabel));
        Add(rule.Replacement == RelabelRule.DefaultReplacement, "Replacement", Literals.Text(rule.Replacement));
        Add(rule.NameScheme == LabelNameScheme.Utf8, "NameScheme", "LabelNameScheme." + rule.NameScheme);
        return members.Count == 0 ? "new RelabelRule()" : $"new RelabelRule {{ {string.Join(", ", members)} }}";
    }

    private static string Texts(RelabelRule rule) =>
        rule.SourceLabels.IsDefault ? "" : $"[{string.Join(", ", rule.SourceLabels.Select(Literals.Text))}]";
}
