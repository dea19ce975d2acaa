using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Testing;

/// <summary>A pod for tests of rules. Its labels are those that discovery reads from the pod's JSON. Immutable: each call gives a new one.</summary>
/// <remarks>
/// <para>Without further calls it is running and ready in the namespace <c>default</c>, on the node <c>node-1</c>, with the IP
/// <c>10.244.0.10</c>, controlled by a ReplicaSet of its name without the last part, with one container <c>main</c> that declares the port
/// 8080 as <c>http</c>.</para>
/// <para>The first <see cref="WithPort"/> replaces that port, the first <see cref="WithContainer"/> that container.</para>
/// </remarks>
public sealed class PodFixture : TargetFixture
{
    private const string MainContainer = "main";

    private readonly KubernetesFixture _object;
    private readonly bool _hasOwnContainers;
    private readonly bool _hasOwnPorts;

    internal PodFixture(string name)
        : this(
            new SimulatedPod(name)
            {
                Ip = "10.244.0.10",
                Owner = new SimulatedOwner("ReplicaSet", name.LastIndexOf('-') is > 0 and int end ? name[..end] : name),
                Containers = [Started(new SimulatedContainer(MainContainer, new SimulatedPort(8080, "http")), name)],
            },
            hasOwnContainers: false,
            hasOwnPorts: false)
    {
    }

    private PodFixture(SimulatedPod pod, bool hasOwnContainers, bool hasOwnPorts)
    {
        (Simulated, _hasOwnContainers, _hasOwnPorts) = (pod, hasOwnContainers, hasOwnPorts);
        _object = new KubernetesFixture(ResourceType.Pods, pod.ToJson());
    }

    /// <summary>The pod, to put into a <see cref="SimulatedCluster"/>.</summary>
    public SimulatedPod Simulated { get; }

    /// <inheritdoc/>
    public override string Name => _object.Name;

    /// <inheritdoc/>
    public override ImmutableArray<LabelSet> Targets => _object.Targets;

    internal override KubernetesFixture Object => _object;

    /// <summary>Puts it into a namespace.</summary>
    /// <param name="name">The namespace.</param>
    public PodFixture WithNamespace(string name) => With(pod => pod with { Namespace = name });

    /// <summary>Gives it a label.</summary>
    /// <param name="name">The label's name as in Kubernetes, such as <c>app.kubernetes.io/name</c>.</param>
    /// <param name="value">The value.</param>
    public PodFixture WithLabel(string name, string value) => With(pod => pod with { Labels = Copy.Of(pod.Labels, name, value) });

    /// <summary>Gives it an annotation.</summary>
    /// <param name="name">The annotation's name as in Kubernetes, such as <c>k8s.grafana.com/scrape</c>.</param>
    /// <param name="value">The value.</param>
    public PodFixture WithAnnotation(string name, string value) => With(pod => pod with { Annotations = Copy.Of(pod.Annotations, name, value) });

    /// <summary>Declares a port of the last container: one more target.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="name">Its name. The default value is empty: none.</param>
    /// <param name="protocol">Its protocol. The default value is <c>TCP</c>.</param>
    public PodFixture WithPort(int number, string name = "", string protocol = "TCP")
    {
        SimulatedContainer last = Simulated.Containers[^1];
        bool isFirst = !_hasOwnContainers && !_hasOwnPorts;
        SimulatedContainer more = last with { Ports = [.. isFirst ? [] : last.Ports, new SimulatedPort(number, name, protocol)] };
        return new(Simulated with { Containers = [.. Simulated.Containers.SkipLast(1), more] }, _hasOwnContainers, hasOwnPorts: true);
    }

    /// <summary>Adds a running container. One without ports gives a target at the pod's bare IP.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ports">The ports it declares.</param>
    public PodFixture WithContainer(string name, params ReadOnlySpan<SimulatedPort> ports)
    {
        SimulatedContainer container = Started(new SimulatedContainer(name, ports.ToArray()), Simulated.Name);
        IReadOnlyList<SimulatedContainer> others = _hasOwnContainers || _hasOwnPorts ? Simulated.Containers : [];
        return new(Simulated with { Containers = [.. others, container] }, hasOwnContainers: true, _hasOwnPorts);
    }

    /// <summary>Adds an init container that has run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ports">The ports it declares.</param>
    public PodFixture WithInitContainer(string name, params ReadOnlySpan<SimulatedPort> ports)
    {
        SimulatedContainer container = Started(new SimulatedContainer(name, ports.ToArray()), Simulated.Name);
        return With(pod => pod with { InitContainers = [.. pod.InitContainers, container] });
    }

    /// <summary>Names its controller.</summary>
    /// <param name="kind">The controller's kind, such as <c>StatefulSet</c>.</param>
    /// <param name="name">The controller's name.</param>
    public PodFixture WithOwner(string kind, string name) => With(pod => pod with { Owner = new SimulatedOwner(kind, name) });

    /// <summary>Leaves it without a controller.</summary>
    public PodFixture WithoutOwner() => With(pod => pod with { Owner = null });

    /// <summary>Gives it an IP.</summary>
    /// <param name="ip">The IP; empty for a pod that has none yet, which gives no target.</param>
    public PodFixture WithIp(string ip) => With(pod => pod with { Ip = ip });

    /// <summary>Puts it into a phase.</summary>
    /// <param name="phase"><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</param>
    public PodFixture WithPhase(string phase) => With(pod => pod with { Phase = phase });

    /// <summary>Says whether it is ready.</summary>
    /// <param name="isReady">Whether it is; <see langword="null"/> for a pod that does not say.</param>
    public PodFixture WithReady(bool? isReady) => With(pod => pod with { Ready = isReady });

    /// <summary>Puts it on a node.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="ip">The node's IP. The default value is <c>192.0.2.1</c>.</param>
    public PodFixture WithNode(string name, string ip = "192.0.2.1") => With(pod => pod with { Node = name, HostIp = ip });

    /// <summary>Changes anything else.</summary>
    /// <param name="change">Gives the changed pod.</param>
    public PodFixture With(Func<SimulatedPod, SimulatedPod> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change(Simulated), _hasOwnContainers, _hasOwnPorts);
    }

    internal override string NameOf(LabelSet target) => target["__meta_kubernetes_pod_container_port_number"] is { } port
        ? $"{Name} (port {port})"
        : $"{Name} (container {target["__meta_kubernetes_pod_container_name"]})";

    internal override string? WhyMissing(DiscoverySource source) =>
        _object.WhyMissing(source) ?? (Targets.IsEmpty ? "it has no IP" : null);

    private static SimulatedContainer Started(SimulatedContainer container, string pod) => container with
    {
        Id = "containerd://" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{pod}/{container.Name}"))),
    };
}
