namespace PipelineDsl.Kubernetes;

/// <summary>What the annotations of an object say.</summary>
/// <param name="Targets">The targets they ask for.</param>
/// <param name="Problems">What is wrong with them.</param>
/// <param name="WhyNone">Why nothing is scraped although nothing is wrong: of a pod that is not ready yet the targets are those it will have.</param>
internal sealed record AnnotationReading(IReadOnlyList<AnnotatedTarget> Targets, IReadOnlyList<AnnotationProblem> Problems, string? WhyNone)
{
    /// <summary>The targets that are scraped.</summary>
    public LabelSet[] Scraped => WhyNone is null ? [.. Targets.Select(target => target.Labels)] : [];

    /// <summary>Nothing is there to read.</summary>
    public static AnnotationReading Gone { get; } = new([], [], "gone");

    /// <summary>The annotations ask for nothing.</summary>
    public static AnnotationReading NotAsked { get; } = new([], [], "no annotation asks for the scrape");
}
