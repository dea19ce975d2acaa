using System.Globalization;
using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads the annotations of services: a target for each TCP port, or the one that is named, at the service's address.</summary>
internal sealed class ServiceAnnotationReader(AnnotationOptions options) : AnnotationReader(options, options.Services, "service")
{
    private static ReadOnlySpan<byte> PortNumber => "__meta_kubernetes_service_port_number"u8;

    protected override string? AddTargets(IReadOnlyList<LabelSet> discovered, List<AnnotatedTarget> targets)
    {
        var candidates = new List<LabelSet>(discovered);
        if (!TryReadPort(discovered[0], out int number)
            || !Narrow(candidates, At.PortName, Names.MetricsPortName, "__meta_kubernetes_service_port_name"u8, "UnknownPort", "port name"))
        {
            return null;
        }

        if (number > 0)
        {
            byte[] wanted = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
            string known = Listed(candidates, PortNumber);
            candidates.RemoveAll(candidate => !candidate.Find(PortNumber).SequenceEqual(wanted));
            if (candidates.Count == 0)
            {
                Add(Names.MetricsPortNumber, wanted, "UnknownPort", $"the service has no such port, only {known}. {NotScraped}");
                return null;
            }
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (LabelSet candidate in candidates)
        {
            string port = Text(candidate.Find(PortNumber));
            ReadOnlySpan<byte> protocol = candidate.Find("__meta_kubernetes_service_port_protocol"u8);
            if ((protocol.IsEmpty || protocol.SequenceEqual("TCP"u8)) && seen.Add(port))
            {
                targets.Add(Finish(candidate, port));
            }
        }

        return targets.Count == 0 ? "it has no TCP port" : null;
    }

    private AnnotatedTarget Finish(LabelSet discovered, string port)
    {
        ReadOnlySpan<byte> name = discovered.Find("__meta_kubernetes_service_name"u8);
        Labels.Reset(discovered);
        ServiceBackend.Remove(Labels);
        Labels.Set("service"u8, name);
        SetCommon(discovered, name);
        return new AnnotatedTarget(Labels.ToLabelSet(), discovered, port);
    }
}
