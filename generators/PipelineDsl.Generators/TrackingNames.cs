namespace PipelineDsl.Generators;

/// <summary>Names of the generator's steps, by which tests ask what ran again.</summary>
internal static class TrackingNames
{
    /// <summary>Whether the project lets the generator intercept calls.</summary>
    public const string Interceptors = nameof(Interceptors);

    /// <summary>Calls of <c>Relabel</c> that can be compiled, with their places in the source.</summary>
    public const string CallSites = nameof(CallSites);

    /// <summary>The rules of each such call.</summary>
    public const string Specs = nameof(Specs);

    /// <summary>The class of each such call.</summary>
    public const string Classes = nameof(Classes);

    /// <summary>The classes, each once.</summary>
    public const string DistinctClasses = nameof(DistinctClasses);

    /// <summary>The patterns of all classes, each once.</summary>
    public const string Patterns = nameof(Patterns);

    /// <summary>Which calls each rule list replaces.</summary>
    public const string Interceptions = nameof(Interceptions);

    /// <summary>The methods marked as pipelines.</summary>
    public const string Pipelines = nameof(Pipelines);

    /// <summary>The methods marked as pipelines, sorted.</summary>
    public const string SortedPipelines = nameof(SortedPipelines);

    /// <summary>Whether the project references what runs pipelines.</summary>
    public const string Hosting = nameof(Hosting);

    /// <summary>All steps whose results only depend on the user's rules and pipelines.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Interceptors, CallSites, Specs, Classes, DistinctClasses, Patterns, Interceptions, Pipelines, SortedPipelines, Hosting];
}
