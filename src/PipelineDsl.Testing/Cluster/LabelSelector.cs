using System.Buffers;
using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>A label selector as the API server evaluates it: <c>a=b,c!=d,e in (f,g),!h,i</c>.</summary>
internal sealed class LabelSelector
{
    private static readonly SearchValues<char> NoKeyCharacters = SearchValues.Create(" ()!=<>");

    private readonly List<(string Key, bool Wanted, bool NeedsKey, string[]? Values)> _terms = [];

    /// <exception cref="FormatException">It cannot be understood; the message is the API server's answer.</exception>
    public LabelSelector(string text)
    {
        foreach (string term in Split(text))
        {
            _terms.Add(Parse(term.Trim()));
        }
    }

    public bool Matches(JsonObject json)
    {
        var labels = json["metadata"]?["labels"] as JsonObject;
        foreach ((string key, bool wanted, bool needsKey, string[]? values) in _terms)
        {
            string? value = labels?[key]?.ToString();
            bool hit = value is not null && (values is null || values.Contains(value));
            if (hit != wanted || (needsKey && value is null))
            {
                return false;
            }
        }

        return true;
    }

    private static (string Key, bool Wanted, bool NeedsKey, string[]? Values) Parse(string term)
    {
        if (term.EndsWith(')'))
        {
            int open = term.IndexOf('(');
            string[] head = open < 0 ? [] : term[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (head is [_, "in" or "notin"])
            {
                return (head[0], head[1] == "in", head[1] == "in", term[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries));
            }
        }
        else if (term.Split("!=") is [var unequalKey, var unequal])
        {
            return (Key(unequalKey, term), false, false, [unequal.Trim()]);
        }
        else if (term.Replace("==", "=", StringComparison.Ordinal).Split('=') is [var equalKey, var equal])
        {
            return (Key(equalKey, term), true, true, [equal.Trim()]);
        }
        else if (term.StartsWith('!'))
        {
            return (Key(term[1..], term), false, false, null);
        }
        else
        {
            return (Key(term, term), true, true, null);
        }

        throw Unreadable(term);
    }

    private static string Key(string key, string term)
    {
        key = key.Trim();
        return key.Length > 0 && !key.AsSpan().ContainsAny(NoKeyCharacters) ? key : throw Unreadable(term);
    }

    private static FormatException Unreadable(string term) => new($"unable to parse requirement: '{term}'");

    private static IEnumerable<string> Split(string text)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        if (text.Length > start)
        {
            yield return text[start..];
        }
    }
}
