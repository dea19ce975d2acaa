namespace PipelineDsl.Kubernetes;

/// <summary>What is kept of an object.</summary>
/// <param name="Group">The target group it makes, such as <c>pod/shop/web-1</c>.</param>
/// <param name="ResourceVersion">Its version; empty if it has none.</param>
/// <param name="Targets">Its targets.</param>
internal readonly record struct DecodedObject(string Group, string ResourceVersion, LabelSet[] Targets);
