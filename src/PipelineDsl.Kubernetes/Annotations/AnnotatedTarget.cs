namespace PipelineDsl.Kubernetes;

/// <summary>A target that an object's annotations ask for.</summary>
/// <param name="Labels">Its labels, ready for the pipeline's rules.</param>
/// <param name="Discovered">The labels of the object and port it is made from.</param>
/// <param name="Port">The number of the port that is scraped.</param>
internal sealed record AnnotatedTarget(LabelSet Labels, LabelSet Discovered, string Port);
