using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes <c>AddPipelines</c>.</summary>
internal static class RegistrationEmitter
{
    public const string HintName = "Registration.g.cs";

    private const string Services = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";

    public static string Emit(IEnumerable<PipelineSpec> pipelines)
    {
        const string builder = "global::Microsoft.Extensions.Hosting.IHostApplicationBuilder";
        SourceWriter writer = GeneratedFile.Begin("The pipelines of this project, each a method marked with [Pipeline].")
            .Open("namespace PipelineDsl")
            .Line("/// <summary>The pipelines of this project.</summary>")
            .Line(GeneratedFile.Attribute)
            .Open("internal static class GeneratedPipelines")
            .Line("/// <summary>Registers every method of this project that is marked with <see cref=\"global::PipelineDsl.PipelineAttribute\"/>.</summary>")
            .Line($"internal static {builder} AddPipelines(")
            .Open($"    this {builder} builder)");
        foreach (PipelineSpec pipeline in pipelines)
        {
            writer.Line("global::PipelineDsl.PipelineHostingExtensions.AddPipeline(")
                .Line($"    builder, {Literals.Text(pipeline.Name)}, static services => {pipeline.Method}(")
                .Line($"        {string.Join(", ", pipeline.ParameterTypes.Select(Resolve))}));");
        }

        return writer.Line("return builder;").Close().Close().Close().ToString();
    }

    private static string Resolve(string type) =>
        type == "global::System.IServiceProvider" ? "services" : $"{Services}.GetRequiredService<{type}>(services)";
}
