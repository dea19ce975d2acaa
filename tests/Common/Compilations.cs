extern alias generators;

using System.Reflection;
using Basic.Reference.Assemblies;
using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PipelineDsl.Compiling;

/// <summary>Compiles programs against the DSL, as a project that references its package would.</summary>
internal static class Compilations
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using PipelineDsl;
        global using PipelineDsl.Relabeling;
        """;

    private static readonly MetadataReference[] s_references =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(Pipeline).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(LabelSet).Assembly.Location),
    ];

    /// <summary>How sources are parsed in a project that imports <c>PipelineDsl.targets</c>.</summary>
    public static CSharpParseOptions ParseOptions { get; } = WithInterceptors("PipelineDsl.Generated");

    /// <summary>How sources are parsed in a project that lists namespaces for interceptors.</summary>
    public static CSharpParseOptions WithInterceptors(string namespaces) =>
        new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse).WithFeatures([new("InterceptorsNamespaces", namespaces)]);

    /// <summary>A library of sources, named <c>Source0.cs</c> and so on.</summary>
    public static CSharpCompilation Create(params string[] sources) => Create(ParseOptions, sources);

    /// <summary>A library of sources, named <c>Source0.cs</c> and so on.</summary>
    public static CSharpCompilation Create(CSharpParseOptions options, params string[] sources)
    {
        SyntaxTree[] trees =
        [
            CSharpSyntaxTree.ParseText(Usings, options, "/src/Usings.cs", System.Text.Encoding.UTF8),
            .. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, options, $"/src/Source{i}.cs", System.Text.Encoding.UTF8)),
        ];
        return CSharpCompilation.Create("Program", trees, s_references, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, allowUnsafe: true));
    }

    /// <summary>A driver that runs the generator and remembers its steps.</summary>
    public static GeneratorDriver Driver(CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new PipelineGenerator().AsSourceGenerator()],
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Compiles with the generator and loads the result; any warning fails.</summary>
    public static Assembly Load(CSharpCompilation compilation)
    {
        Driver((CSharpParseOptions)compilation.SyntaxTrees[0].Options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = updated.Emit(image);
        result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()).ShouldBeEmpty();
        return Assembly.Load(image.ToArray());
    }
}
