using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>A field selector as the API server evaluates it: <c>status.phase=Running,spec.nodeName!=node-1</c>.</summary>
internal sealed class FieldSelector
{
    private readonly List<(string Path, bool Wanted, string Value)> _terms = [];

    /// <exception cref="FormatException">It cannot be understood; the message is the API server's answer.</exception>
    public FieldSelector(ClusterResource type, string text)
    {
        foreach (string term in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            bool wanted = !term.Contains("!=", StringComparison.Ordinal);
            string[] sides = term.Replace("!=", "=", StringComparison.Ordinal).Replace("==", "=", StringComparison.Ordinal).Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2)
            {
                throw new FormatException($"invalid selector: '{text}'; can't understand '{term}'");
            }

            _terms.Add(sides[0] == "metadata.name" || type.Fields.Contains(sides[0]) ? (sides[0], wanted, sides[1]) : throw new FormatException($"field label not supported: {sides[0]}"));
        }
    }

    public bool Matches(JsonObject json)
    {
        foreach ((string path, bool wanted, string value) in _terms)
        {
            if ((ClusterJson.Text(json, path) == value) != wanted)
            {
                return false;
            }
        }

        return true;
    }
}
