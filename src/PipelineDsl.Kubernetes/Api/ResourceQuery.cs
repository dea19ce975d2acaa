namespace PipelineDsl.Kubernetes;

/// <summary>What one list and watch asks for; queries that are equal share an informer.</summary>
/// <param name="Type">The kind of objects.</param>
/// <param name="Namespace">The namespace; empty for all.</param>
/// <param name="LabelSelector">The label selector; empty for all objects.</param>
/// <param name="FieldSelector">The field selector; empty for all objects.</param>
internal sealed record ResourceQuery(ResourceType Type, string Namespace, string LabelSelector, string FieldSelector)
{
    /// <summary>Whether only those labels are kept that rules are known to read. The default value is <see langword="false"/>: all labels.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>Path and query of a page of the list.</summary>
    public string ListUrl(int limit, string continueToken) =>
        Url($"limit={limit}" + (continueToken.Length == 0 ? "" : $"&continue={Uri.EscapeDataString(continueToken)}"));

    /// <summary>Path and query of a watch that begins behind a version.</summary>
    public string WatchUrl(string resourceVersion, int timeoutSeconds) =>
        Url($"watch=1&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(resourceVersion)}&timeoutSeconds={timeoutSeconds}");

    /// <summary>Path and query of a watch that begins with all there is: a streaming list.</summary>
    public string StreamUrl(int timeoutSeconds) =>
        Url($"watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds={timeoutSeconds}");

    /// <summary>The path of one object; without a name that of new ones. The selectors count for nothing.</summary>
    public string ObjectUrl(string name) =>
        $"{Type.Root}{Space}/{Type.Plural}" + (name.Length == 0 ? "" : $"/{Uri.EscapeDataString(name)}");

    /// <summary>As messages call it: <c>pods in namespace shop, labels app=web</c>.</summary>
    public override string ToString() =>
        $"{Type.Plural} in {Where}" + (LabelSelector.Length == 0 ? "" : $", labels {LabelSelector}") + (FieldSelector.Length == 0 ? "" : $", fields {FieldSelector}");

    /// <summary>The namespace as messages call it.</summary>
    public string Where => Namespace.Length > 0 ? $"namespace {Namespace}" : Type.IsNamespaced ? "all namespaces" : "the cluster";

    private string Space => Namespace.Length == 0 ? "" : $"/namespaces/{Uri.EscapeDataString(Namespace)}";

    private string Url(string query)
    {
        string label = LabelSelector.Length == 0 ? "" : $"&labelSelector={Uri.EscapeDataString(LabelSelector)}";
        string field = FieldSelector.Length == 0 ? "" : $"&fieldSelector={Uri.EscapeDataString(FieldSelector)}";
        return $"{Type.Root}{Space}/{Type.Plural}?{query}{label}{field}";
    }
}
