using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>What the generator needs of PipelineDsl.Hosting, without it.</summary>
internal static class Hosting
{
    private const string Stub = """
        namespace PipelineDsl;

        public static class PipelineHostingExtensions
        {
            public static Microsoft.Extensions.Hosting.IHostApplicationBuilder AddPipeline(
                this Microsoft.Extensions.Hosting.IHostApplicationBuilder builder, string name, Func<IServiceProvider, Pipeline> create)
            {
                builder.Properties[name] = create;
                return builder;
            }
        }
        """;

    public static CSharpCompilation AddTo(CSharpCompilation compilation)
    {
        CSharpCompilation hosting = Compilations.Create(Stub).WithAssemblyName("PipelineDsl.Hosting").AddReferences(References());
        using var image = new MemoryStream();
        hosting.Emit(image).Success.ShouldBeTrue();
        return compilation.AddReferences([.. References(), MetadataReference.CreateFromImage(image.ToArray())]);
    }

    private static MetadataReference[] References() =>
    [
        MetadataReference.CreateFromFile(typeof(IHostApplicationBuilder).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IServiceCollection).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Configuration.IConfigurationManager).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Logging.ILoggingBuilder).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Diagnostics.Metrics.IMetricsBuilder).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.FileProviders.IFileProvider).Assembly.Location),
    ];
}
