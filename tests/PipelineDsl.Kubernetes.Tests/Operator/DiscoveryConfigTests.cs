using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Relabeling;
using YamlDotNet.RepresentationModel;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>An entry of a ScrapeConfig's <c>kubernetesSDConfigs</c> is taken where Prometheus takes the same as <c>kubernetes_sd_configs</c>.</summary>
public sealed class DiscoveryConfigTests
{
    // The fields that these are about are none of the resource's, or hold the name of a Secret there.
    private static readonly string[] s_otherFields =
    [
        "kubeconfig_file", "bearer_token", "credentials", "basic_auth", "refresh_interval", "namespaces: {name:", "{namespace: true}", "{deployment: true}", "{pod: true}",
    ];

    // The Operator writes roles with a capital, or not; a server is a URL in its resource.
    private static readonly Dictionary<string, bool> s_otherAnswers = new() { ["role-case"] = true, ["api-server-without-scheme"] = false };

    private static readonly Dictionary<string, JsonNode> s_configs = Recorded.Read("configs.json").AsArray()
        .Where(c => !s_otherFields.Any(((string)c!["config"]!).Contains))
        .ToDictionary(c => (string)c!["name"]!, c => c!, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. s_configs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_Prometheus_takes_is_taken(string name)
    {
        string config = (string)s_configs[name]["config"]!;
        bool expected = s_otherAnswers.TryGetValue(name, out bool other) ? other : (bool)s_configs[name]["accepted"]!;
        JsonElement resource = JsonDocument.Parse($$$"""
            {"metadata":{"namespace":"shop","name":"s"},"spec":{"kubernetesSDConfigs":[{{{ToJson(config)}}}]}}
            """).RootElement;
        var scope = new ResourceScope(new Field(resource, ""), new JobTemplate(RuleChain.Empty, new ScrapeOptions(), RuleChain.Empty, new OperatorSettings()), new Nothing());
        if (expected)
        {
            DiscoveryReader.Read(scope).ShouldHaveSingleItem();
        }
        else
        {
            Should.Throw<RejectedException>(() => DiscoveryReader.Read(scope)).Message.ShouldNotBeEmpty();
        }
    }

    private static string ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Camel(stream.Documents[0].RootNode).WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static YamlNode Camel(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new YamlMappingNode(mapping.Children.Select(c => KeyValuePair.Create<YamlNode, YamlNode>(Camel(c.Key.ToString()), Camel(c.Value)))),
        YamlSequenceNode sequence => new YamlSequenceNode(sequence.Children.Select(Camel)),
        _ => node,
    };

    private static YamlScalarNode Camel(string key) =>
        new(string.Concat(key.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])));

    private sealed class Nothing : IReferencedObjects
    {
        public IReadOnlyDictionary<string, string>? Find(ObjectReference reference) => null;
    }
}
