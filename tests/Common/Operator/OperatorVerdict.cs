using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Parity;

/// <summary>Where our jobs, targets and samples of a case differ from what is expected.</summary>
/// <param name="Disagreements">What was expected and what was got, one text for each difference.</param>
/// <param name="Unsupported">What the resource asks for that we do not have; null if we have all.</param>
internal sealed record OperatorVerdict(IReadOnlyList<string> Disagreements, string? Unsupported)
{
    public static OperatorVerdict Of(OperatorCase @case)
    {
        Translation translation = @case.Translate();
        if (translation.Rejection is { IsUnsupported: true } unsupported)
        {
            return new OperatorVerdict([], unsupported.ToString());
        }

        if (@case.Expected.TryGetProperty("error", out JsonElement error))
        {
            return new OperatorVerdict(
                translation.Rejection is null ? [$"expected a rejection, {error.GetRawText()}, got {translation.Jobs.Count} jobs"] : [], null);
        }

        if (translation.Rejection is { } rejection)
        {
            return new OperatorVerdict([$"expected {@case.Expected.GetProperty("jobs").GetArrayLength()} jobs, got a rejection, {rejection}"], null);
        }

        var disagreements = new List<string>();
        CompareJobs([.. @case.Expected.GetProperty("jobs").EnumerateArray()], translation.Jobs, disagreements);
        var jobs = translation.Jobs.ToDictionary(job => job.Name);
        foreach (JsonElement target in @case.Targets)
        {
            Compare("target", target, Target(jobs[target.GetProperty("job").GetString()!], target), disagreements);
        }

        foreach (JsonElement sample in @case.Samples)
        {
            Compare("sample", sample, Sample(jobs[sample.GetProperty("job").GetString()!], sample), disagreements);
        }

        return new OperatorVerdict(disagreements, null);
    }

    private static void CompareJobs(JsonElement[] expected, IReadOnlyList<ScrapeJob> jobs, List<string> disagreements)
    {
        if (expected.Length != jobs.Count)
        {
            disagreements.Add($"expected {expected.Length} jobs, got {jobs.Count}");
            return;
        }

        foreach ((JsonElement wanted, ScrapeJob job) in expected.Zip(jobs))
        {
            JsonObject want = ExpectedJob.Read(wanted);
            JsonObject got = JobJson.Write(job);
            foreach (string field in want.Select(f => f.Key).Union(got.Select(f => f.Key)))
            {
                if (!JsonNode.DeepEquals(want[field], got[field]))
                {
                    disagreements.Add($"{job.Name}: {field}: expected {want[field]?.ToJsonString() ?? "nothing"}, got {got[field]?.ToJsonString() ?? "nothing"}");
                }
            }
        }
    }

    private static JsonObject Target(ScrapeJob job, JsonElement target)
    {
        TargetOutcome outcome = new TargetFactory(job).Create(ReadLabels(target.GetProperty("discovered")));
        return outcome.Definition is { } definition
            ? new JsonObject
            {
                ["keep"] = true, ["labels"] = WriteLabels(definition.Labels), ["url"] = definition.Url.OriginalString,
                ["interval"] = definition.Interval.TotalMilliseconds, ["timeout"] = definition.Timeout.TotalMilliseconds,
            }
            : new JsonObject { ["keep"] = false };
    }

    private static JsonObject Sample(ScrapeJob job, JsonElement sample)
    {
        var labels = new LabelSetBuilder(ReadLabels(sample.GetProperty("labels")));
        return job.Exposed.Apply(labels, out _) && job.Metrics.Apply(labels, out _) ? new JsonObject { ["keep"] = true, ["labels"] = WriteLabels(labels.ToLabelSet()) } : new JsonObject { ["keep"] = false };
    }

    private static void Compare(string what, JsonElement one, JsonObject got, List<string> disagreements)
    {
        JsonObject want = JsonObject.Create(one.GetProperty("expect"))!.DeepClone().AsObject();
        want.Remove("error");
        if (what == "target" && want["labels"] is JsonObject labels)
        {
            want["url"] = WithBrackets((string)want["url"]!, (string)labels["__address__"]!);
            HidePrivate(want, labels);
        }

        if (!JsonNode.DeepEquals(want, got))
        {
            disagreements.Add($"{what} '{one.GetProperty("about").GetString()}' of {one.GetProperty("job").GetString()}: expected {want.ToJsonString()}, got {got.ToJsonString()}");
        }
    }

    // Our URL of an IPv6 address has brackets: docs/deviations.md.
    private static string WithBrackets(string url, string address) => address.Contains("::", StringComparison.Ordinal) && address[0] != '['
        ? url.Replace(address, $"[{address}]", StringComparison.Ordinal)
        : url;

    // A target keeps no labels with two underscores: address, scheme, path and parameters are in its URL, the times beside it.
    private static void HidePrivate(JsonObject want, JsonObject labels)
    {
        foreach (string time in (string[])["interval", "timeout"])
        {
            want[time] = PrometheusDuration.TryParse((string)labels[$"__scrape_{time}__"]!, out TimeSpan duration)
                ? duration.TotalMilliseconds
                : throw new InvalidDataException($"A kept target has no {time}.");
        }

        foreach (string name in labels.Select(label => label.Key).Where(name => name.StartsWith("__", StringComparison.Ordinal)).ToArray())
        {
            labels.Remove(name);
        }
    }

    private static LabelSet ReadLabels(JsonElement json)
    {
        var builder = new LabelSetBuilder();
        foreach (JsonProperty label in json.EnumerateObject())
        {
            builder.Set(label.Name, label.Value.GetString()!);
        }

        return builder.ToLabelSet();
    }

    private static JsonObject WriteLabels(LabelSet labels) => new(labels.ToDictionary().Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
}
