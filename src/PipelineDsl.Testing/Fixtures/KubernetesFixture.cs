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
        DecodedObject decoded = ObjectDecoder.Create(type).Decode(Encoding.UTF8.GetBytes(json.ToJsonString()));
        (Group, TargetsWithBackends) = (decoded.Key, GroupBuilder.Alone(decoded, showsBackends: true));
        Targets = [.. GroupBuilder.Alone(decoded)];
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
        if (source is not KubernetesSource kubernetes || ResourceType.Of(kubernetes.Role) != _type)
        {
            return $"the pipeline discovers {source}";
        }

        if (kubernetes.Namespaces.Count > 0 && !kubernetes.Namespaces.Contains(ClusterJson.Text(_json, "metadata.namespace")))
        {
            return $"not in the namespaces {string.Join(", ", kubernetes.Namespaces)}";
        }

        RoleSelector selector = kubernetes.SelectorOf(kubernetes.Role);
        if (!new LabelSelector(selector.Label).Matches(_json))
        {
            return $"not selected by labels {selector.Label}";
        }

        return new FieldSelector(ClusterResource.Named(_type.Plural), selector.Field).Matches(_json) ? null : $"not selected by fields {selector.Field}";
    }
}
