extern alias generators;

using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PipelineDsl.Benchmarks;

/// <summary>What the generator costs: a whole program, and an edit that has nothing to do with rules.</summary>
internal static class GeneratorRuns
{
    private const int Pipelines = 500;
    private const int Rules = 20;
    private const int Edits = 40;

    // Literal shapes, tables and groups by turns, no two alike, so that nothing is found in a cache.
    private static readonly string[] s_rules =
    [
        "Keep(Pod.Name, \"web-{0}.*\")", "Drop(Pod.Phase, \"Succeeded|Failed|P{0}\")", "Keep(Pod.NodeName, \"[a-z]+-{0}-\\\\d+\")",
        "Replace(Pod.Ip, \"(.+?)(:\\\\d+)?;{0}(\\\\d+)\", \"a{0}\", \"$1:$3\")", "LabelMap(\"p{0}_(.+)\")",
    ];

    public static void Run()
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", "PipelineDsl.Generated")]);
        SyntaxTree[] trees = [.. Enumerable.Range(0, Pipelines).Select(i => Parse(PipelineSource(i), options)), Parse("class Other { int Number => 0; }", options)];
        MetadataReference[] references =
        [
            .. Net100.References.All,
            MetadataReference.CreateFromFile(typeof(Pipeline).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(LabelSet).Assembly.Location),
        ];
        var compilation = CSharpCompilation.Create("Program", trees, references, new(OutputKind.DynamicallyLinkedLibrary));
        Report("emit without the generator, cold", Time(() => Emit(compilation)));
        Report("emit without the generator", Time(() => Emit(compilation.Clone())));
        GeneratorDriver driver = Driver(options);
        Compilation output = compilation;
        Report($"{Pipelines} pipelines of {Rules} rules, cold", Time(() => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out _)));
        double[] edits = [.. Enumerable.Range(1, Edits).Select(i =>
        {
            SyntaxTree other = compilation.SyntaxTrees[^1];
            compilation = compilation.ReplaceSyntaxTree(other, Parse($"class Other {{ int Number => {i}; }}", options));
            return Time(() => driver = driver.RunGenerators(compilation));
        }).Order()];
        Report("an unrelated edit, median", edits[Edits / 2]);
        Report("the generator again, warm", Time(() => Driver(options).RunGenerators(compilation.Clone())));
        Report("emit with what it wrote", Time(() => Emit(output)));
    }

    private static CSharpGeneratorDriver Driver(CSharpParseOptions options) =>
        CSharpGeneratorDriver.Create([new PipelineGenerator().AsSourceGenerator()], parseOptions: options);

    private static string PipelineSource(int number)
    {
        var source = new StringBuilder("using PipelineDsl;\n");
        source.Append(CultureInfo.InvariantCulture, $"public static class P{number}\n{{\n    [Pipeline]\n    public static Pipeline Get{number}(Destinations to) =>\n");
        source.Append("        Discover.Pods().Relabel(rules => rules\n");
        for (int i = 0; i < Rules; i++)
        {
            source.Append("            .").Append(string.Format(CultureInfo.InvariantCulture, s_rules[i % s_rules.Length], (number * Rules) + i)).Append('\n');
        }

        return source.Append(").Scrape().ForwardTo(to[\"a\"]);\n}\n").ToString();
    }

    private static SyntaxTree Parse(string source, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), options);

    private static void Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        if (compilation.Emit(image).Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }
    }

    private static double Time(Action action)
    {
        // The process's own time: what else runs on the machine does not count.
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static void Report(string what, double milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-45} {milliseconds,10:F2} ms"));
}
