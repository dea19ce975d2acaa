extern alias generators;

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PipelineDsl.Benchmarks;

/// <summary>What the generator and the analyzer cost in a compiler that is warm, as an editor or a build server has it.</summary>
internal static class GeneratorRuns
{
    private const int Edits = 40;
    private const int EditsToWarmUp = 200;
    private const int Runs = 3;

    private static readonly CSharpParseOptions s_options =
        new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", "PipelineDsl.Generated")]);

    /// <summary>Assemblies that programs of pipelines reference.</summary>
    public static MetadataReference[] References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(Pipeline).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(LabelSet).Assembly.Location),
    ];

    public static void Run()
    {
        foreach (SyntheticProgram program in SyntheticProgram.All)
        {
            Console.WriteLine($"{SyntheticProgram.Pipelines} pipelines of {SyntheticProgram.Rules} rules: {program.Name}");
            Measure(program);
            CompilerRuns.Measure(program);
        }
    }

    private static void Measure(SyntheticProgram program)
    {
        SyntaxTree[] trees = [.. program.Sources().Append(Other("Number => 0")).Select(Parse)];
        var compilation = CSharpCompilation.Create("Program", trees, References, new(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = Driver();
        Compilation output = compilation;
        Report("emit alone, first", Time(() => Emit(compilation.Clone())));
        Report("generator, first", Time(() => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out _)));
        Report("emit of what it wrote, first", Time(() => Emit(output)));
        Report("emit alone", Best(() => Emit(compilation.Clone())));
        Report("generator", Best(() => Driver().RunGenerators(compilation.Clone())));
        Report("emit of what it wrote", Best(() => Emit(output.Clone())));
        Report("analyzer", Best(() => Analyze(output.Clone())));
        Report("edit of a body elsewhere", Edit(driver, compilation, EditsToWarmUp, i => $"Number => {i}"));
        Report("edit of a declaration elsewhere", Edit(driver, compilation, Edits, i => $"Number{i} => 0"));
        Console.WriteLine($"    {"written",-40} {output.SyntaxTrees.Skip(trees.Length).Sum(static tree => tree.Length) / 1024,7} KiB");
    }

    private static (double Elapsed, double Processor) Edit(GeneratorDriver driver, CSharpCompilation compilation, int warmUp, Func<int, string> member)
    {
        // The first ones are for the runtime, which still compiles what has just begun to run often.
        var times = new List<(double Elapsed, double Processor)>();
        for (int i = 1; i <= warmUp + Edits; i++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Parse(Other(member(i))));
            times.Add(Time(() => driver = driver.RunGenerators(compilation)));
        }

        return times.Skip(warmUp).OrderBy(static time => time.Elapsed).ElementAt(Edits / 2);
    }

    private static string Other(string member) => $"class Other {{ int {member}; }}";

    private static CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new PipelineGenerator().AsSourceGenerator()], parseOptions: s_options);

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), s_options);

    private static void Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        if (compilation.Emit(image).Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }
    }

    private static void Analyze(Compilation compilation)
    {
        var diagnostics = compilation.WithAnalyzers([new PipelineAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        if (diagnostics.FirstOrDefault(d => d.Id == "AD0001") is { } failure)
        {
            throw new InvalidOperationException(failure.ToString());
        }
    }

    private static (double Elapsed, double Processor) Best(Action action) =>
        Enumerable.Range(0, Runs).Select(_ => Time(action)).MinBy(static time => time.Elapsed);

    private static (double Elapsed, double Processor) Time(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    private static void Report(string what, (double Elapsed, double Processor) time) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"    {what,-40} {time.Elapsed,10:F2} ms {time.Processor,10:F2} ms of processors"));
}
