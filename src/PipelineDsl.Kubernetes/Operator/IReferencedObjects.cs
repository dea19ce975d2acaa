namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The Secrets and ConfigMaps that resources refer to.</summary>
internal interface IReferencedObjects
{
    /// <summary>The entries of an object; null if there is none of that name.</summary>
    IReadOnlyDictionary<string, string>? Find(ObjectReference reference);
}
