using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Parity;
using PipelineDsl.Relabeling;

namespace PipelineDsl.EndToEnd.Relabeling;

/// <summary>Random rules on random labels: a real Prometheus keeps the same targets, with the same labels.</summary>
/// <remarks>
/// Compiled rules are held to interpreted ones on the same rules elsewhere. Without <c>labelmap</c>: which of several labels wins a name is
/// chance where Prometheus makes targets.
/// </remarks>
public sealed class RulesBesidePrometheusTests
{
    private const int Jobs = 400;
    private const int TargetsOfAJob = 5;
    private const int Seed = 30;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, string Value)[] s_ofTheConfiguration =
        [("__scheme__", "http"), ("__metrics_path__", "/metrics"), ("__scrape_interval__", "1h"), ("__scrape_timeout__", "10s")];

    [Fact]
    public async Task Both_keep_the_same_targets_with_the_same_labels()
    {
        var random = new Random(Seed);
        var randomRules = new RandomRules(Seed);
        ImmutableArray<RelabelRule>[] rules =
            [.. Infinite(randomRules.Next).Where(chain => chain.All(rule => rule.Action != RelabelAction.LabelMap)).Take(Jobs)];
        (string Name, string Value)[][] labels = [.. Enumerable.Range(0, Jobs * TargetsOfAJob).Select(_ =>
            RandomRules.Names.Select(name => (name, RandomRules.Values[random.Next(RandomRules.Values.Count)])).ToArray())];

        // What is JSON is YAML.
        var configuration = new JsonObject { ["scrape_configs"] = new JsonArray([.. rules.Select((chain, job) => Job(chain, job, labels))]) };
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(configuration.ToJsonString(s_json));

        string[] expected = [.. rules.SelectMany((chain, job) => Kept(chain, job, labels)).Order(StringComparer.Ordinal)];
        expected.Length.ShouldBeInRange(Jobs / 2, Jobs * TargetsOfAJob * 9 / 10);
        string[] kept = [];
        await Eventually.HoldsAsync("Prometheus has made its targets", TimeSpan.FromSeconds(60), async () =>
        {
            kept = [.. (await prometheus.KeptAsync()).SelectMany(job => job.Select(target => Text(job.Key, target))).Order(StringComparer.Ordinal)];
            return kept.SequenceEqual(expected, StringComparer.Ordinal);
        }, () => string.Join('\n', [.. Only("Prometheus", kept.Except(expected), rules), .. Only("ours", expected.Except(kept), rules)]));
        TestContext.Current.SendDiagnosticMessage($"{expected.Length} of {Jobs * TargetsOfAJob} targets are kept");
    }

    private static IEnumerable<string> Only(string whose, IEnumerable<string> targets, ImmutableArray<RelabelRule>[] rules) => targets.Select(target =>
        $"only {whose}: {target}, by {string.Join(" | ", rules.Where((_, job) => target.StartsWith(Name(job) + ":", StringComparison.Ordinal)).Single())}");

    private static IEnumerable<T> Infinite<T>(Func<T> next)
    {
        while (true)
        {
            yield return next();
        }
    }

    private static JsonObject Job(ImmutableArray<RelabelRule> rules, int job, (string Name, string Value)[][] labels) => new()
    {
        ["job_name"] = Name(job),
        ["scrape_interval"] = "1h",
        ["scrape_timeout"] = "10s",
        ["static_configs"] = new JsonArray([.. Enumerable.Range(0, TargetsOfAJob).Select(i => new JsonObject
        {
            ["targets"] = new JsonArray(Address(i)),
            ["labels"] = new JsonObject(labels[(job * TargetsOfAJob) + i].Select(label => KeyValuePair.Create(label.Name, (JsonNode?)label.Value))),
        })]),
        ["relabel_configs"] = new JsonArray([.. rules.Select(Rule)]),
    };

    // Some actions refuse fields that they do not use, even with the default value.
    private static JsonObject Rule(RelabelRule rule)
    {
        var none = new RelabelRule();
        var json = new JsonObject { ["action"] = rule.Action.ToString().ToLowerInvariant() };
        if (!rule.SourceLabels.IsDefault)
        {
            json["source_labels"] = new JsonArray([.. rule.SourceLabels]);
        }

        foreach ((string name, string value, string otherwise) in (ReadOnlySpan<(string, string, string)>)
            [("separator", rule.Separator, none.Separator), ("regex", rule.Pattern, none.Pattern), ("target_label", rule.TargetLabel, none.TargetLabel), ("replacement", rule.Replacement, none.Replacement)])
        {
            if (value != otherwise)
            {
                json[name] = value;
            }
        }

        if (rule.Modulus != 0)
        {
            json["modulus"] = rule.Modulus;
        }

        return json;
    }

    private static IEnumerable<string> Kept(ImmutableArray<RelabelRule> rules, int job, (string Name, string Value)[][] labels)
    {
        var set = RuleSet.Interpret(rules);
        for (int i = 0; i < TargetsOfAJob; i++)
        {
            IReadOnlyDictionary<string, string>? after = set.Apply(LabelSet.Of(
                [.. labels[(job * TargetsOfAJob) + i], .. s_ofTheConfiguration, ("__address__", Address(i)), ("job", Name(job))]))?.ToDictionary();

            // A target without an address, or a time that it is to be scraped at, is an error and is left out.
            if (after is not null && ((string[])["__address__", "__scrape_interval__", "__scrape_timeout__"]).All(after.ContainsKey))
            {
                var seen = after.Where(label => !label.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
                seen.TryAdd("instance", Address(i));
                yield return Text(Name(job), seen);
            }
        }
    }

    private static string Name(int job) => $"job-{job}";

    private static string Address(int i) => $"target-{i}:80";

    private static string Text(string job, IReadOnlyDictionary<string, string> labels) =>
        $"{job}: {string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))}";
}
