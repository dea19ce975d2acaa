using System.Buffers;
using System.Text;
using System.Text.Json;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>One line of the conformance data for regular expressions.</summary>
internal sealed class RegexCase(JsonElement line)
{
    public string Name { get; } = line.GetProperty("name").GetString()!;

    public string PatternText { get; } = line.GetProperty("pattern").GetString()!;

    private JsonElement Expected { get; } = line.GetProperty("expect");

    public static IEnumerable<RegexCase> Read(string path) =>
        File.ReadLines(path).Select(static text => new RegexCase(JsonDocument.Parse(text).RootElement));

    /// <summary>What a pattern of ours answers otherwise; empty if nothing.</summary>
    /// <param name="executor">What is to match, if it takes the pattern.</param>
    public IEnumerable<string> Disagreements(PatternExecutor executor)
    {
        bool isPattern = Pattern.TryParse(PatternText, out Pattern? pattern, out PatternError? error);
        bool isExpected = !Expected.TryGetProperty("error", out JsonElement expectedError);
        if (isPattern != isExpected)
        {
            return [$"{Name}: {PatternText}: expected {(isExpected ? "a pattern" : expectedError)}, was {error?.Message ?? "a pattern"}"];
        }

        return isPattern && executor.Takes(pattern!) ? MatchDisagreements(pattern!, executor).Concat(NameDisagreements(pattern!)) : [];
    }

    private IEnumerable<string> NameDisagreements(Pattern pattern)
    {
        string actual = string.Join(',', pattern.GroupNames);
        if (Expected.TryGetProperty("group_names", out JsonElement names) && Join(',', names, static name => name.GetString()!) != actual)
        {
            yield return $"{Name}: {PatternText}: group names {names}, were {actual}";
        }
    }

    private IEnumerable<string> MatchDisagreements(Pattern pattern, PatternExecutor executor)
    {
        ReplacementTemplate? template = line.TryGetProperty("replacement", out JsonElement replacement)
            ? ReplacementTemplate.Parse(replacement.GetString()!)
            : null;
        foreach ((JsonElement input, JsonElement match) in line.GetProperty("inputs").EnumerateArray()
            .Zip(Expected.GetProperty("matches").EnumerateArray()))
        {
            string expected = Describe(match);
            string actual = Answer(pattern, template, input.GetString()!, executor);
            if (actual != expected)
            {
                yield return $"{Name}: {PatternText} on {input}: expected {expected}, was {actual}";
            }
        }
    }

    private static string Describe(JsonElement match)
    {
        if (match.ValueKind == JsonValueKind.Null)
        {
            return "no match";
        }

        string groups = Join('|', match.GetProperty("groups"), static group => group.GetString() ?? "<none>");
        string offsets = Join(',', match.GetProperty("offsets"), static offset => offset.GetRawText());
        return match.TryGetProperty("expanded", out JsonElement expanded) ? $"{groups} {offsets} {expanded}" : $"{groups} {offsets}";
    }

    private static string Join(char separator, JsonElement array, Func<JsonElement, string> text) =>
        string.Join(separator, array.EnumerateArray().Select(text));

    private static string Answer(Pattern pattern, ReplacementTemplate? template, string input, PatternExecutor executor)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(input);
        var offsets = new int[2 * (pattern.GroupCount + 1)];
        bool isMatch = executor.IsMatch(pattern, utf8);
        bool isMatchWithGroups = executor.Match(pattern, utf8, offsets);
        if (isMatch != isMatchWithGroups)
        {
            return $"{isMatch} without groups, {isMatchWithGroups} with them";
        }

        if (!isMatch)
        {
            return "no match";
        }

        IEnumerable<string> groups = Enumerable.Range(0, pattern.GroupCount + 1).Select(group =>
            offsets[2 * group] < 0 ? "<none>" : Encoding.UTF8.GetString(utf8.AsSpan(offsets[2 * group]..offsets[(2 * group) + 1])));
        string answer = $"{string.Join('|', groups)} {string.Join(',', offsets)}";
        if (template is null)
        {
            return answer;
        }

        var output = new ArrayBufferWriter<byte>();
        template.Expand(pattern, utf8, offsets, output);
        return $"{answer} {Encoding.UTF8.GetString(output.WrittenSpan)}";
    }
}
