namespace PipelineDsl.Kubernetes;

/// <summary>Makes the targets of an object with the labels of what it refers to. Not thread-safe.</summary>
/// <param name="joined">By the kind in their keys, where the objects are found whose labels are attached; null from there is an object not known.</param>
internal sealed class GroupBuilder(IReadOnlyDictionary<string, Func<string, KubernetesObject?>> joined)
{
    private readonly LabelSetMerger _merger = new();
    private readonly LabelSetBuilder _labels = new();
    private readonly List<LabelSet> _targets = [];
    private readonly Dictionary<string, (KubernetesObject Pod, HashSet<int> Ports)> _pods = new(StringComparer.Ordinal);

    /// <summary>Whether pods show the name of their Job. The default value is <see langword="false"/>.</summary>
    public bool HasJobNames { get; init; }

    /// <summary>Whether targets of services say what is behind them. The default value is <see langword="false"/>.</summary>
    public bool ShowsBackends { get; init; }

    /// <summary>The keys of the objects that were looked for, found or not, while the last group was made.</summary>
    public HashSet<string> LookedFor { get; } = new(StringComparer.Ordinal);

    /// <summary>The targets of an object without anything attached.</summary>
    /// <param name="decoded">The object.</param>
    /// <param name="showsBackends">Whether targets of services say what is behind them. The default value is <see langword="false"/>.</param>
    public static LabelSet[] Alone(DecodedObject decoded, bool showsBackends = false) =>
        new GroupBuilder(new Dictionary<string, Func<string, KubernetesObject?>>()) { ShowsBackends = showsBackends }.Build(decoded.Key, decoded.Object);

    /// <summary>The targets of an object.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="object">The object.</param>
    public LabelSet[] Build(string key, KubernetesObject @object)
    {
        LookedFor.Clear();
        _targets.Clear();
        _pods.Clear();
        if (@object.IsAddressed && @object.Targets.Length > 0)
        {
            Add(key, @object);
        }

        return _targets.Count == 0 ? [] : [.. _targets];
    }

    private void Add(string key, KubernetesObject @object)
    {
        LabelSet space = joined.ContainsKey("namespace") && key.Split('/') is [_, var name, _] ? LabelsOf("namespace", $"namespace/{name}") : LabelSet.Empty;
        if (key.StartsWith("endpoints", StringComparison.Ordinal))
        {
            LabelSet group = _merger.Merge(space, LabelsOf("svc", @object.Owner), @object.Labels);
            AddEndpoints(@object, group, hasOwnProtocol: key.StartsWith("endpoints/", StringComparison.Ordinal));
        }
        else
        {
            AddAll(@object, _merger.Merge(
                space, LabelsOf("node", @object.Owner), LabelsOf("replicaset", @object.Controller), LabelsOf("job", @object.Controller), JobOf(@object)));
        }
    }

    private LabelSet JobOf(KubernetesObject pod)
    {
        if (!HasJobNames || !pod.Controller.StartsWith("job/", StringComparison.Ordinal))
        {
            return LabelSet.Empty;
        }

        _labels.Reset();
        _labels.Set("__meta_kubernetes_pod_job_name", pod.Controller[(pod.Controller.LastIndexOf('/') + 1)..]);
        return _labels.ToLabelSet();
    }

    private void AddAll(KubernetesObject @object, LabelSet attached)
    {
        foreach (ObjectTarget target in @object.Targets)
        {
            _targets.Add(_merger.Merge(attached, @object.Labels, ShowsBackends ? target.Backend : LabelSet.Empty, target.Labels));
        }
    }

    private void AddEndpoints(KubernetesObject endpoints, LabelSet group, bool hasOwnProtocol)
    {
        foreach (ObjectTarget target in endpoints.Targets)
        {
            LabelSet node = LabelsOf("node", target.Node);
            if (Find("pod", target.Pod) is not { } pod)
            {
                _targets.Add(_merger.Merge(group, node, target.Labels));
                continue;
            }

            if (!_pods.TryGetValue(target.Pod, out (KubernetesObject Pod, HashSet<int> Ports) seen))
            {
                _pods.Add(target.Pod, seen = (pod, []));
            }

            seen.Ports.Add(target.Port);

            // The pod comes before the group: it may be of another namespace.
            _targets.Add(_merger.Merge(pod.Labels, group, node, ContainerOf(pod, target, hasOwnProtocol), target.Labels));
        }

        foreach ((KubernetesObject pod, HashSet<int> ports) in _pods.Values)
        {
            AddUnlistedPorts(pod, ports, group);
        }
    }

    // Each port of the pod that the endpoints do not have is a target, too; node and endpoint labels it has none.
    private void AddUnlistedPorts(KubernetesObject pod, HashSet<int> listed, LabelSet group)
    {
        foreach (ObjectTarget port in pod.IsAddressed ? pod.Targets : [])
        {
            if (port.Port >= 0 && !listed.Contains(port.Port))
            {
                _labels.Reset(port.Labels);
                _labels.Remove("__meta_kubernetes_pod_container_id"u8);
                _targets.Add(_merger.Merge(pod.Labels, group, _labels.ToLabelSet()));
            }
        }
    }

    // By number only: of several containers the last that has the port, and of its ports of that number the first.
    private LabelSet ContainerOf(KubernetesObject pod, ObjectTarget target, bool hasOwnProtocol)
    {
        ObjectTarget? found = null;
        foreach (ObjectTarget port in pod.Targets)
        {
            if (port.Port == target.Port && port.Port >= 0 && port.Container != found?.Container)
            {
                found = port;
            }
        }

        if (found is null)
        {
            return LabelSet.Empty;
        }

        _labels.Reset(found.Value.Labels);
        _labels.Remove("__meta_kubernetes_pod_container_id"u8);
        if (hasOwnProtocol)
        {
            _labels.Set("__meta_kubernetes_pod_container_port_protocol"u8, target.Labels.Find("__meta_kubernetes_endpoint_port_protocol"u8));
        }

        return _labels.ToLabelSet();
    }

    private LabelSet LabelsOf(string kind, string key) => Find(kind, key)?.Labels ?? LabelSet.Empty;

    private KubernetesObject? Find(string kind, string key)
    {
        // A pod has one controller, of one kind.
        if (!key.StartsWith(kind, StringComparison.Ordinal) || !joined.TryGetValue(kind, out Func<string, KubernetesObject?>? find))
        {
            return null;
        }

        LookedFor.Add(key);
        return find(key);
    }
}
