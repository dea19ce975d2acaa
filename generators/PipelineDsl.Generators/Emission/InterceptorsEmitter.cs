using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes the methods that take the place of <c>Relabel</c> calls.</summary>
internal static class InterceptorsEmitter
{
    public const string HintName = "Interceptors.g.cs";

    public static string Emit(IEnumerable<Interception> interceptions)
    {
        SourceWriter writer = GeneratedFile.Begin("Calls of Relabel whose rules are compiled go to these methods.", GeneratedFile.Switch)
            .Open("namespace System.Runtime.CompilerServices")
            .Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]")
            .Open("file sealed class InterceptsLocationAttribute : global::System.Attribute")
            .Open("public InterceptsLocationAttribute(int version, string data)")
            .Close().Close().Close().Line();
        writer.Open("namespace PipelineDsl.Generated")
            .Line(GeneratedFile.Attribute)
            .Open("file static class Interceptors");
        int number = 0;
        foreach (Interception interception in interceptions)
        {
            if (number++ > 0)
            {
                writer.Line();
            }

            foreach (string attribute in interception.Attributes)
            {
                writer.Line($"[global::System.Runtime.CompilerServices.InterceptsLocation({attribute})]");
            }

            WriteMethod(writer, interception, number);
        }

        return writer.Close().Close().ToString();
    }

    private static void WriteMethod(SourceWriter writer, Interception interception, int number)
    {
        (string type, string parameters, string rules) = interception.Stage == RelabelStage.Targets
            ? ("global::PipelineDsl.Targets<TRole>", "<TRole>", "global::PipelineDsl.TargetRules<TRole>")
            : ("global::PipelineDsl.Metrics", "", "global::PipelineDsl.MetricRules");
        writer.Line($"internal static {type} {interception.Stage}{number}{parameters}(")
            .Line($"    this {type} source, global::System.Action<{rules}> configure) =>")
            .Line($"    source.Relabel(configure, new {interception.ClassName}());");
    }
}
