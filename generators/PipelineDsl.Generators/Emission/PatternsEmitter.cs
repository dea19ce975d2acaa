using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes the classes of automata, each once.</summary>
internal static class PatternsEmitter
{
    public const string HintName = "Patterns.g.cs";

    public static string Emit(IEnumerable<PatternClass> patterns)
    {
        SourceWriter writer = GeneratedFile
            .Begin("Patterns of the relabel rules, as automata in tables or as comparisons: one class for each, which all rules with it share.", GeneratedFile.Switch)
            .Open("namespace PipelineDsl.Generated")
            .Line("using global::System;")
            .Line("using global::PipelineDsl;")
            .Line("using global::PipelineDsl.CompilerServices;")
            .Line("using global::PipelineDsl.Relabeling;")
            .Line("using static global::PipelineDsl.CompilerServices.ValueTests;");
        foreach (PatternClass pattern in patterns)
        {
            writer.Line().Line($"// {Literals.Comment(pattern.Pattern)}").Append(pattern.Source);
        }

        return writer.Close().ToString();
    }
}
