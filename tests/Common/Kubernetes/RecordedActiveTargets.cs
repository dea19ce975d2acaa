using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Recordings;

/// <summary>What became a scrape target of Prometheus without any relabelling, compared with what we would scrape.</summary>
/// <param name="directory">Where the recordings are.</param>
internal sealed class RecordedActiveTargets(string directory)
{
    private const string End = "-active";

    private readonly RecordedTargets _recorded = new(directory);

    public IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(directory, "targets"), $"*{End}.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>URL and labels of all that we would scrape.</summary>
    public async Task<string[]> FindAsync(string name)
    {
        // Before relabelling these are the targets of the role.
        string role = name[..^End.Length];
        await using RecordedCluster cluster = await RecordedCluster.StartAsync(_recorded.ListsOf(role));
        KubernetesSource source = _recorded.Read($"targets/{name}.json")["sd_config"]!.ToSource();
        CollectedTargets found = await cluster.DiscoverAsync(source);
        var factory = new TargetFactory(new ScrapeJob(role, [source], RuleChain.Empty, ScrapeOptions.Default, RuleChain.Empty));
        return [.. found.Targets.Select(target => factory.Create(target).Definition).OfType<TargetDefinition>().DistinctBy(target => target.Identity)
            .Select(target => $"{target.Url.OriginalString} {target.Labels}").Order(StringComparer.Ordinal)];
    }

    /// <summary>What Prometheus tries to scrape although it is no URL: these targets we drop, and say so in <c>docs/deviations.md</c>.</summary>
    public string[] Deviations(string name) =>
        [.. _recorded.Read($"targets/{name}.json")["active"]!.AsArray().Where(t => !IsUrl(t!)).Select(t => (string)t!["scrapeUrl"]!)];

    /// <summary>What Prometheus scraped otherwise; empty if nothing.</summary>
    public string[] Compare(string name, string[] found)
    {
        IEnumerable<JsonNode?> active = _recorded.Read($"targets/{name}.json")["active"]!.AsArray().Where(t => IsUrl(t!));
        string[] expected = [.. active.Select(t => $"{t!["scrapeUrl"]} {t["labels"]!.ToLabelSet()}").Order(StringComparer.Ordinal)];
        return RecordedTargets.Both(expected, found);
    }

    private static bool IsUrl(JsonNode target) => Uri.TryCreate((string)target["scrapeUrl"]!, UriKind.Absolute, out _);
}
