namespace PipelineDsl.Kubernetes;

/// <summary>The object that an event is about.</summary>
/// <param name="Kind">Its kind, such as <c>Pod</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID; empty where it is not known.</param>
public sealed record EventSubject(string Kind, string Namespace, string Name, string Uid)
{
    /// <summary>The group and version of its kind. The default value is <c>v1</c>.</summary>
    public string ApiVersion { get; init; } = "v1";

    /// <summary>What it has in common with others of the same template, such as <c>ReplicaSet/web-5d8f7</c>: what is wrong with all of them is written
    /// once. The default value is empty: it stands alone.</summary>
    public string Owner { get; init; } = "";
}
