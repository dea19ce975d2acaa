using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PipelineDsl.Generators.Emission;
using PipelineDsl.Generators.Model;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators;

/// <summary>Compiles constant relabel rules and registers pipelines.</summary>
/// <remarks>
/// Outputs with a cache of their own each: rules and patterns change when rules change, interceptors with every edit of a file that has one,
/// the registration when pipelines come and go. What is wrong with rules and pipelines is told by <see cref="PipelineAnalyzer"/>.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class PipelineGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        InitializeRelabelings(context);
        InitializeRegistration(context);
    }

    private static void InitializeRelabelings(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> isOn = context.ParseOptionsProvider
            .Select(static (options, _) => InterceptorSupport.IsOn(options)).WithTrackingName(TrackingNames.Interceptors);
        IncrementalValuesProvider<CallSite> callSites = context.SyntaxProvider
            .CreateSyntaxProvider(CallSiteFinder.IsCandidate, CallSiteFinder.Find)
            .Where(static site => site is not null).Select(static (site, _) => site!).WithTrackingName(TrackingNames.CallSites);

        // Rules without the places of their calls: an edit beside a call ends here, and one of a rule costs no more than the class of its list.
        IncrementalValueProvider<EquatableArray<RelabelingClass>> classes = callSites
            .Select(static (site, _) => site.Relabeling).WithTrackingName(TrackingNames.Specs)
            .Combine(isOn).Where(static input => input.Right)
            .Select(static (input, _) => RelabelingsEmitter.EmitClass(input.Left)).WithTrackingName(TrackingNames.Classes).Collect()
            .Select(static (all, _) => Distinct(all)).WithTrackingName(TrackingNames.DistinctClasses);
        context.RegisterImplementationSourceOutput(classes, static (output, input) =>
        {
            if (input.Count > 0)
            {
                output.AddSource(RelabelingsEmitter.HintName, RelabelingsEmitter.Emit(input));
            }
        });

        IncrementalValueProvider<EquatableArray<PatternClass>> patterns = classes
            .Select(static (all, _) => Patterns(all)).WithTrackingName(TrackingNames.Patterns);
        context.RegisterImplementationSourceOutput(patterns, static (output, input) =>
        {
            if (input.Count > 0)
            {
                output.AddSource(PatternsEmitter.HintName, PatternsEmitter.Emit(input));
            }
        });

        IncrementalValueProvider<EquatableArray<Interception>> interceptions = callSites.Collect()
            .Select(static (all, _) => Group(all)).WithTrackingName(TrackingNames.Interceptions);
        context.RegisterImplementationSourceOutput(interceptions.Combine(isOn), static (output, input) =>
        {
            if (input.Right && input.Left.Count > 0)
            {
                output.AddSource(InterceptorsEmitter.HintName, InterceptorsEmitter.Emit(input.Left));
            }
        });
    }

    private static void InitializeRegistration(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<EquatableArray<PipelineSpec>> pipelines = context.SyntaxProvider
            .CreateSyntaxProvider(PipelineFinder.IsCandidate, PipelineFinder.Find)
            .Where(static pipeline => pipeline is not null).Select(static (pipeline, _) => pipeline!).WithTrackingName(TrackingNames.Pipelines)
            .Collect()
            .Select(static (all, _) => Sort(all)).WithTrackingName(TrackingNames.SortedPipelines);
        IncrementalValueProvider<bool> hasHosting = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(DslSymbols.HostingExtensions) is not null)
            .WithTrackingName(TrackingNames.Hosting);
        context.RegisterSourceOutput(pipelines.Combine(hasHosting), static (output, input) =>
        {
            if (input.Right && input.Left.Count > 0)
            {
                output.AddSource(RegistrationEmitter.HintName, RegistrationEmitter.Emit(input.Left));
            }
        });
    }

    private static EquatableArray<RelabelingClass> Distinct(ImmutableArray<RelabelingClass> classes) =>
        new(classes.Distinct().OrderBy(static @class => @class.Name, StringComparer.Ordinal));

    // Different patterns may be the same automaton: the first of them in the alphabet speaks for it.
    private static EquatableArray<PatternClass> Patterns(EquatableArray<RelabelingClass> classes) =>
        new(classes.SelectMany(static @class => @class.Patterns).GroupBy(static pattern => pattern.Name, StringComparer.Ordinal)
            .OrderBy(static same => same.Key, StringComparer.Ordinal)
            .Select(static same => same.OrderBy(static pattern => pattern.Pattern, StringComparer.Ordinal).First()));

    private static EquatableArray<Interception> Group(ImmutableArray<CallSite> sites) =>
        new(sites.GroupBy(static site => (site.Relabeling, site.Stage))
            .Select(static group => new Interception(
                group.Key.Relabeling.ClassName(),
                group.Key.Stage,
                new(group.Select(static site => site.Attribute).OrderBy(static attribute => attribute, StringComparer.Ordinal))))
            .OrderBy(static interception => interception.ClassName, StringComparer.Ordinal).ThenBy(static interception => interception.Stage));

    private static EquatableArray<PipelineSpec> Sort(ImmutableArray<PipelineSpec> pipelines) =>
        new(pipelines.OrderBy(static pipeline => pipeline.Name, StringComparer.Ordinal)
            .ThenBy(static pipeline => pipeline.Method, StringComparer.Ordinal));
}
