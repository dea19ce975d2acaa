namespace PipelineDsl.Kubernetes;

/// <summary>An annotation that does not say what it should.</summary>
/// <param name="Annotation">The annotation's name.</param>
/// <param name="Value">What it says.</param>
/// <param name="Reason">What is wrong in one word, for metrics and events: <c>InvalidPort</c>.</param>
/// <param name="Message">What is wrong, the mend, and what happens meanwhile.</param>
internal sealed record AnnotationProblem(string Annotation, string Value, string Reason, string Message);
