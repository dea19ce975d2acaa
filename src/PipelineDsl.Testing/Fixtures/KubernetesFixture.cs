using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Testing;

/// <summary>Decodes the JSON of a simulated object as discovery does, and selects it as the API server does.</summary>
internal sealed class KubernetesFixture
{
    private readonly JsonObject _json;
    private readonly ResourceType _type;

    public KubernetesFixture(ResourceType type, JsonObject json)
    {
        (_type, _json) = (type, json);
        string kind = type == ResourceType.Pods ? "pod" : "service";
        Name = $"{kind} {ClusterJson.Text(json, "metadata.namespace")}/{ClusterJson.Text(json, "metadata.name")}";
        json["metadata"]!["uid"] = ClusterJson.Uid(Name);
        byte[] utf8 = Encoding.UTF8.GetBytes(json.ToJsonString());
        DecodedObject decoded = RoleDecoder.Create(type, showsBackends: true).Decode(utf8);
        (Group, TargetsWithBackends) = (decoded.Group, decoded.Targets);
        Targets = [.. RoleDecoder.Create(type).Decode(utf8).Targets];
    }

    public string Name { get; }

    /// <summary>What discovery calls it: <c>pod/images/analysis-7</c>.</summary>
    public string Group { get; }

    public ImmutableArray<LabelSet> Targets { get; }

    /// <summary>The targets as annotation autodiscovery gets them: those of a service say what is behind it.</summary>
    public LabelSet[] TargetsWithBackends { get; }

    public JsonObject Json => _json;

    /// <summary>Why a source does not have the object; null when it has.</summary>
    public string? WhyMissing(DiscoverySource source)
    {
        string role = _type == ResourceType.Pods ? "pods" : "services";
        if (source is not KubernetesSource kubernetes || (kubernetes.Role == KubernetesRole.Pod) != (_type == ResourceType.Pods))
        {
            return $"the pipeline discovers {source}";
        }

        if (kubernetes.Namespaces.Count > 0 && !kubernetes.Namespaces.Contains(ClusterJson.Text(_json, "metadata.namespace")))
        {
            return $"not in the namespaces {string.Join(", ", kubernetes.Namespaces)}";
        }

        if (!new LabelSelector(kubernetes.LabelSelector).Matches(_json))
        {
            return $"not selected by labels {kubernetes.LabelSelector}";
        }

        return new FieldSelector(role, kubernetes.FieldSelector).Matches(_json) ? null : $"not selected by fields {kubernetes.FieldSelector}";
    }
}
