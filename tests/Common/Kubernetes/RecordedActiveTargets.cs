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
        [.. _recorded.Read($"targets/{name}.json")["active"]!.AsArray().Select(t => UrlOf(t!)).Where(url => !IsUrl(url))];

    /// <summary>What Prometheus scraped otherwise; empty if nothing.</summary>
    public string[] Compare(string name, string[] found)
    {
        IEnumerable<JsonNode?> active = _recorded.Read($"targets/{name}.json")["active"]!.AsArray().Where(t => IsUrl(UrlOf(t!)));
        string[] expected = [.. active.Select(t => $"{UrlOf(t!)} {t!["labels"]!.ToLabelSet()}").Order(StringComparer.Ordinal)];
        return RecordedTargets.Both(expected, found);
    }

    // An IPv6 address without brackets gets them: docs/deviations.md.
    private static string UrlOf(JsonNode target)
    {
        string instance = (string)target["labels"]!["instance"]!;
        string url = (string)target["scrapeUrl"]!;
        return instance.Contains("::", StringComparison.Ordinal) && instance[0] != '[' ? url.Replace(instance, $"[{instance}]", StringComparison.Ordinal) : url;
    }

    private static bool IsUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out _);
}
