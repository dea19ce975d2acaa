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
            .Line("using global::PipelineDsl.Relabeling;")
            .Line("using static global::PipelineDsl.CompilerServices.ValueTests;");
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

        SourceWriter writer = new SourceWriter(indent: 1).Line(GeneratedFile.Attribute).Open($"internal sealed class {name} : CompiledRuleSet");
        if (statics.Fields.Length > 0)
        {
            writer.Append(statics.Fields).Line();
        }

        writer.Open("public override int Apply(LabelSetBuilder labels)").Append(body).Close().Close();
        return new(name, writer.ToString(), new(statics.Classes));
    }

    private static void WriteRules(SourceWriter body, Statics statics, RelabelingSpec spec)
    {
        var rules = new RuleEmitter(body, statics, spec.Rules);
        for (int i = 0; i < spec.Rules.Count; i++)
        {
            if (rules.WriteTogether(i) is > 0 and int together)
            {
                i += together - 1;
            }
            else if (!rules.Write(i))
            {
                body.Line("// (nothing gets past this rule)");
                return;
            }

            body.Line();
        }

        body.Line("return Kept;");
    }
}
