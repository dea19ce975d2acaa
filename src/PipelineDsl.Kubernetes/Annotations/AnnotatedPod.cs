namespace PipelineDsl.Kubernetes;

/// <summary>A pod that is scraped by its own annotations.</summary>
internal sealed class AnnotatedPod
{
    private readonly LabelSet _labels;
    private readonly HashSet<string> _scraped;
    private readonly Dictionary<string, string> _portNames = new(StringComparer.Ordinal);

    /// <param name="discovered">The pod's targets as discovery gives them.</param>
    /// <param name="targets">Those that are scraped, at least one.</param>
    public AnnotatedPod(IReadOnlyList<LabelSet> discovered, IReadOnlyList<AnnotatedTarget> targets)
    {
        _labels = discovered[0];
        _scraped = [.. targets.Select(target => target.Port)];
        foreach (LabelSet port in discovered)
        {
            if (port["__meta_kubernetes_pod_container_port_name"] is { } name)
            {
                _portNames.TryAdd(name, port["__meta_kubernetes_pod_container_port_number"] ?? "");
            }
        }
    }

    /// <summary>Whether a service's target, of the same namespace, leads to a port on which the pod is scraped.</summary>
    public bool Covers(AnnotatedTarget service)
    {
        string port = service.Discovered[ServiceBackend.PortText] ?? "";
        return _scraped.Contains(_portNames.GetValueOrDefault(port, port)) && ServiceBackend.Selects(service.Discovered, _labels);
    }
}
