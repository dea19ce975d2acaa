extern alias generators;

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using generators::PipelineDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Runs the generator. Every run is made twice: the second must find everything in the cache.</summary>
internal sealed partial class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input, Compilation output)
    {
        Driver = driver;
        Input = input;
        Output = output;
    }

    public GeneratorDriver Driver { get; }

    public CSharpCompilation Input { get; }

    /// <summary>The program with the generated sources.</summary>
    public Compilation Output { get; }

    /// <summary>The generated sources by name.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>Errors and warnings of the program with the generated sources.</summary>
    public IEnumerable<string> Problems =>
        Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString());

    public static GeneratorRun Of(params string[] sources) => Of(Compilations.Create(sources));

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        GeneratorRun first = Run(Compilations.Driver(options), compilation);
        GeneratorRun second = Run(first.Driver, compilation.Clone());
        foreach ((string step, IncrementalStepRunReason[] reasons) in second.Reasons())
        {
            reasons.ShouldAllBe(r => r == IncrementalStepRunReason.Cached || r == IncrementalStepRunReason.Unchanged, step);
        }

        second.OutputReasons().ShouldAllBe(r => r == IncrementalStepRunReason.Cached);
        return first;
    }

    /// <summary>Runs again, from what the run before has cached.</summary>
    public GeneratorRun Then(CSharpCompilation compilation) => Run(Driver, compilation);

    /// <summary>Why each tracked step gave each of its results.</summary>
    public IReadOnlyDictionary<string, IncrementalStepRunReason[]> Reasons()
    {
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps = Driver.GetRunResult().Results[0].TrackedSteps;
        return TrackingNames.All.Where(steps.ContainsKey).ToDictionary(
            name => name, name => steps[name].SelectMany(step => step.Outputs).Select(output => output.Reason).ToArray());
    }

    /// <summary>Why each output was given.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        [.. Driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];

    /// <summary>A generated source without what differs from build to build.</summary>
    public static string Scrub(string source) =>
        VersionPattern().Replace(LocationPattern().Replace(source, "InterceptsLocation(1, \"...\")"), "\"PipelineDsl.Generators\", \"...\"");

    private static GeneratorRun Run(GeneratorDriver driver, CSharpCompilation compilation)
    {
        GeneratorDriver after = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        diagnostics.ShouldBeEmpty();
        after.GetRunResult().Results[0].Exception.ShouldBeNull();
        return new(after, compilation, output);
    }

    [GeneratedRegex("InterceptsLocation\\(1, \"[^\"]*\"\\)")]
    private static partial Regex LocationPattern();

    [GeneratedRegex("\"PipelineDsl.Generators\", \"[^\"]*\"")]
    private static partial Regex VersionPattern();
}
