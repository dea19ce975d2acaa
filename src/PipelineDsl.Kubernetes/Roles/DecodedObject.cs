namespace PipelineDsl.Kubernetes;

/// <summary>What is read of an object.</summary>
/// <param name="Key">Its kind, namespace and name, such as <c>pod/shop/web-1</c> or <c>node/node-1</c>; also the name of the target group it makes.</param>
/// <param name="ResourceVersion">Its version; empty if it has none.</param>
/// <param name="Object">What is kept of it.</param>
internal readonly record struct DecodedObject(string Key, string ResourceVersion, KubernetesObject Object);
