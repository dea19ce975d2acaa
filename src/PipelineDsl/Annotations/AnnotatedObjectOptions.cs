using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Which pods, or which services, are looked at for annotations, and what labels their targets get.</summary>
public sealed record AnnotatedObjectOptions
{
    /// <summary>The options where nothing was said.</summary>
    public static AnnotatedObjectOptions Default { get; } = new();

    /// <summary>Whether objects of this kind are looked at. The default value is <see langword="true"/>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>A label selector beside the one for both kinds, evaluated by the API server. The default value is empty: all objects.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>Labels of targets from Kubernetes labels of the object: the target's label, then the object's, such as
    /// <c>("team", "app.kubernetes.io/part-of")</c>. An object without the Kubernetes label leaves the target's as it is. The default value is
    /// empty.</summary>
    public ValueList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>Labels of every series of such targets, literally: <c>$1</c> stays <c>$1</c>. They win over what a target exposes. The default
    /// value is empty.</summary>
    public ValueList<KeyValuePair<string, string>> StaticLabels { get; init; } = [];
}
