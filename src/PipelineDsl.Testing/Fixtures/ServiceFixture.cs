using System.Collections.Immutable;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Testing;

/// <summary>A service for tests of rules. Its labels are those that discovery reads from the service's JSON. Immutable: each call gives a
/// new one.</summary>
/// <remarks>Without further calls it is of type <c>ClusterIP</c> in the namespace <c>default</c>, with the cluster IP <c>10.96.0.10</c> and the port
/// 80 named <c>http</c>, which the first <see cref="WithPort"/> replaces.</remarks>
public sealed class ServiceFixture : TargetFixture
{
    private readonly KubernetesFixture _object;
    private readonly bool _hasOwnPorts;

    internal ServiceFixture(string name)
        : this(new SimulatedService(name) { ClusterIp = "10.96.0.10", Ports = [new SimulatedPort(80, "http")] }, hasOwnPorts: false)
    {
    }

    private ServiceFixture(SimulatedService service, bool hasOwnPorts)
    {
        (Simulated, _hasOwnPorts) = (service, hasOwnPorts);
        _object = new KubernetesFixture(ResourceType.Services, service.ToJson());
    }

    /// <summary>The service, to put into a <see cref="SimulatedCluster"/>.</summary>
    public SimulatedService Simulated { get; }

    /// <inheritdoc/>
    public override string Name => _object.Name;

    /// <inheritdoc/>
    public override ImmutableArray<LabelSet> Targets => _object.Targets;

    internal override KubernetesFixture Object => _object;

    /// <summary>Puts it into a namespace.</summary>
    /// <param name="name">The namespace.</param>
    public ServiceFixture WithNamespace(string name) => With(service => service with { Namespace = name });

    /// <summary>Gives it a label.</summary>
    /// <param name="name">The label's name as in Kubernetes, such as <c>app.kubernetes.io/name</c>.</param>
    /// <param name="value">The value.</param>
    public ServiceFixture WithLabel(string name, string value) => With(service => service with { Labels = Copy.Of(service.Labels, name, value) });

    /// <summary>Gives it an annotation.</summary>
    /// <param name="name">The annotation's name as in Kubernetes, such as <c>k8s.grafana.com/scrape</c>.</param>
    /// <param name="value">The value.</param>
    public ServiceFixture WithAnnotation(string name, string value) =>
        With(service => service with { Annotations = Copy.Of(service.Annotations, name, value) });

    /// <summary>Adds a port: one more target.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="name">Its name. The default value is empty: none.</param>
    /// <param name="protocol">Its protocol. The default value is <c>TCP</c>.</param>
    /// <param name="targetPort">The number or name of the pods' port behind it. The default value is empty: the same number.</param>
    public ServiceFixture WithPort(int number, string name = "", string protocol = "TCP", string targetPort = "") => new(
        Simulated with { Ports = [.. _hasOwnPorts ? Simulated.Ports : [], new SimulatedPort(number, name, protocol) { TargetPort = targetPort }] },
        hasOwnPorts: true);

    /// <summary>Leads it to the pods with a label, among others that it asks for.</summary>
    /// <param name="label">The label's name, such as <c>app.kubernetes.io/name</c>.</param>
    /// <param name="value">The label's value.</param>
    public ServiceFixture WithSelector(string label, string value) => With(service => service with { Selector = Copy.Of(service.Selector, label, value) });

    /// <summary>Gives it a type.</summary>
    /// <param name="type"><c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>.</param>
    public ServiceFixture WithType(string type) => With(service => service with { Type = type });

    /// <summary>Gives it a cluster IP.</summary>
    /// <param name="ip">The IP; <c>None</c> for a headless service.</param>
    public ServiceFixture WithClusterIp(string ip) => With(service => service with { ClusterIp = ip });

    /// <summary>Changes anything else.</summary>
    /// <param name="change">Gives the changed service.</param>
    public ServiceFixture With(Func<SimulatedService, SimulatedService> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change(Simulated), _hasOwnPorts);
    }

    internal override string NameOf(LabelSet target) => $"{Name} (port {target["__meta_kubernetes_service_port_number"]})";

    internal override string? WhyMissing(DiscoverySource source) =>
        _object.WhyMissing(source) ?? (Targets.IsEmpty ? "it has no ports" : null);
}
