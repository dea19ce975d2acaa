using System.Globalization;
using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads the annotations of pods: a target for each TCP port of the containers, or the one that is named.</summary>
internal sealed class PodAnnotationReader(AnnotationOptions options) : AnnotationReader(options, options.Pods, "pod")
{
    private readonly NodeLabels _nodeLabels = new(options.NodeLabels);

    private static ReadOnlySpan<byte> Container => "__meta_kubernetes_pod_container_name"u8;

    private static ReadOnlySpan<byte> PortName => "__meta_kubernetes_pod_container_port_name"u8;

    private static ReadOnlySpan<byte> PortNumber => "__meta_kubernetes_pod_container_port_number"u8;

    private static ReadOnlySpan<byte> PortProtocol => "__meta_kubernetes_pod_container_port_protocol"u8;

    protected override string? AddTargets(IReadOnlyList<LabelSet> discovered, List<AnnotatedTarget> targets)
    {
        var candidates = new List<LabelSet>(discovered.Count);
        foreach (LabelSet candidate in discovered)
        {
            if (candidate.Find("__meta_kubernetes_pod_container_init"u8).SequenceEqual("false"u8))
            {
                candidates.Add(candidate);
            }
        }

        // Only what is there: a pod without containers is not made by Kubernetes.
        if (candidates.Count == 0)
        {
            return "it has only init containers";
        }

        if (!TryReadPort(discovered[0], out int number)
            || !Narrow(candidates, At.Container, Names.MetricsContainer, Container, "UnknownContainer", "container")
            || !Narrow(candidates, At.PortName, Names.MetricsPortName, PortName, "UnknownPort", "port name"))
        {
            return null;
        }

        ReadOnlySpan<byte> phase = discovered[0].Find("__meta_kubernetes_pod_phase"u8);
        if (phase.SequenceEqual("Succeeded"u8) || phase.SequenceEqual("Failed"u8))
        {
            return "it has ended";
        }

        if (number > 0)
        {
            targets.Add(AtPort(candidates, number));
        }
        else if (!AddDeclared(candidates, targets))
        {
            return "it declares no TCP port";
        }

        // Its targets are made all the same: a pod that restarts does not give way to its service.
        bool isReady = phase.SequenceEqual("Running"u8) && discovered[0].Find("__meta_kubernetes_pod_ready"u8).SequenceEqual("true"u8);
        return isReady ? null : "it is not running and ready";
    }

    // The port need not be declared: then the container is the first that may be meant.
    private AnnotatedTarget AtPort(List<LabelSet> candidates, int number)
    {
        string port = number.ToString(CultureInfo.InvariantCulture);
        byte[] wanted = Encoding.UTF8.GetBytes(port);
        LabelSet? declared = candidates.Find(candidate => candidate.Find(PortNumber).SequenceEqual(wanted) && IsTcp(candidate));
        LabelSet chosen = declared ?? candidates[0];
        Labels.Reset(chosen);
        string ip = Text(chosen.Find("__meta_kubernetes_pod_ip"u8));
        Labels.Set("__address__", ip.Contains(':') ? $"[{ip}]:{port}" : $"{ip}:{port}");
        if (declared is null)
        {
            Labels.Remove(PortName);
            Labels.Remove(PortNumber);
            Labels.Remove(PortProtocol);
        }

        return Finish(chosen, port);
    }

    private bool AddDeclared(List<LabelSet> candidates, List<AnnotatedTarget> targets)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (LabelSet candidate in candidates)
        {
            string port = Text(candidate.Find(PortNumber));
            if (port.Length > 0 && IsTcp(candidate) && seen.Add(port))
            {
                Labels.Reset(candidate);
                targets.Add(Finish(candidate, port));
            }
        }

        // No container declares a port: the bare IP, which is the port of the scheme.
        if (targets.Count == 0 && candidates.Find(candidate => candidate.Find(PortNumber).IsEmpty) is { } bare)
        {
            Labels.Reset(bare);
            targets.Add(Finish(bare, SchemeOf(bare) == "https" ? "443" : "80"));
        }

        return targets.Count > 0;
    }

    private AnnotatedTarget Finish(LabelSet discovered, string port)
    {
        Labels.Set("pod"u8, discovered.Find("__meta_kubernetes_pod_name"u8));
        Labels.Set("container"u8, discovered.Find(Container));
        SetCommon(discovered, discovered.Find(Container));
        _nodeLabels.AddTo(Labels, discovered);
        return new AnnotatedTarget(Labels.ToLabelSet(), discovered, port);
    }

    private static bool IsTcp(LabelSet candidate) => candidate.Find(PortProtocol) is var protocol && (protocol.IsEmpty || protocol.SequenceEqual("TCP"u8));
}
