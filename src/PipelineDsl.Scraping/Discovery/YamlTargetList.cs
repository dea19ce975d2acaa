using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PipelineDsl.Scraping.Discovery;

/// <summary>Reads a list of target groups from YAML; what <see cref="TargetList"/> reads from JSON.</summary>
internal static class YamlTargetList
{
    /// <summary>Reads a list.</summary>
    /// <param name="text">The list; an empty text is an empty list.</param>
    /// <param name="origin">The label that says where it came from; every target gets it.</param>
    /// <param name="groups">The targets of each group.</param>
    /// <param name="error">What is wrong with the list.</param>
    public static bool TryRead(
        string text, (string Name, string Value) origin, [NotNullWhen(true)] out List<List<LabelSet>>? groups, [NotNullWhen(false)] out string? error)
    {
        (groups, error) = (null, null);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            groups = [];
            if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is not YamlScalarNode { Value: "" or null })
            {
                foreach (YamlNode group in Items(stream.Documents[0].RootNode, "a list of groups"))
                {
                    groups.Add(ReadGroup(group, origin));
                }
            }

            return true;
        }
        catch (YamlException e)
        {
            groups = null;
            error = $"not a list of targets: line {e.Start.Line}: {e.Message}";
            return false;
        }
    }

    private static List<LabelSet> ReadGroup(YamlNode group, (string Name, string Value) origin)
    {
        var labels = new List<(string Name, string Value)>();
        var addresses = new List<string>();
        foreach ((YamlNode key, YamlNode value) in Entries(group, "a group, a mapping"))
        {
            if (Text(key, "a key") == "targets")
            {
                addresses.AddRange(Items(value, "a list of addresses").Select(address => Text(address, "an address")));
            }
            else if (Text(key, "a key") == "labels")
            {
                labels.AddRange(Entries(value, "labels, a mapping").Select(label => (Text(label.Key, "a label name"), Text(label.Value, "a label value"))));
            }
        }

        labels.Add(origin);
        return [.. addresses.Select(address => TargetList.Combine(labels, address))];
    }

    private static IEnumerable<YamlNode> Items(YamlNode node, string what) => node as YamlSequenceNode ?? throw Unexpected(node, what);

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Entries(YamlNode node, string what) =>
        node as YamlMappingNode ?? throw Unexpected(node, what);

    private static string Text(YamlNode node, string what) => node is YamlScalarNode { Value: { } text } ? text : throw Unexpected(node, what);

    private static YamlException Unexpected(YamlNode node, string what) => new(node.Start, node.End, $"expected {what}.");
}
