using System.Globalization;

namespace PipelineDsl.Benchmarks;

/// <summary>What is run side by side.</summary>
internal sealed record SideBySideOptions
{
    private static readonly Dictionary<string, string[]> s_choices = new()
    {
        ["--series"] = ["200k", "1m"],
        ["--rules"] = ["none", "seed", "typical"],
        ["--encoding"] = ["identity", "gzip"],
        ["--protocol"] = ["1", "2"],
        ["--agents"] = [PipelineDslAgent.AgentName, VictoriaMetricsAgent.AgentName, PrometheusAgent.AgentName],
    };

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>How often each agent runs in each scenario. The default value is 3.</summary>
    public int Runs { get; init; } = 3;

    /// <summary>The time that is measured. The default value is 30 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the table is written to, besides the console.</summary>
    public string? Markdown { get; init; }

    public TimeSpan Estimate => TimeSpan.FromSeconds(
        Scenarios.Sum(scenario => Runs * Agents.Count * (scenario.WarmUp + Window + TimeSpan.FromSeconds(10)).TotalSeconds));

    /// <exception cref="ArgumentException">Something is not known; the message says what is.</exception>
    public static SideBySideOptions Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || (!s_choices.ContainsKey(arguments[i]) && arguments[i] is not ("--runs" or "--seconds" or "--markdown")))
            {
                throw new ArgumentException(Usage(arguments[i]));
            }

            given[arguments[i]] = arguments[i + 1];
        }

        string[] List(string name, string otherwise)
        {
            string[] chosen = given.GetValueOrDefault(name, otherwise).Split(',');
            return chosen.All(s_choices[name].Contains) ? chosen : throw new ArgumentException(Usage(name));
        }

        int Number(string name, int otherwise) =>
            !given.TryGetValue(name, out string? text) ? otherwise
            : int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : throw new ArgumentException(Usage(name));

        return new SideBySideOptions
        {
            Scenarios =
            [
                .. from series in List("--series", "200k")
                   from encoding in List("--encoding", "identity")
                   from rules in List("--rules", "none")
                   from protocol in List("--protocol", "1")
                   select new Scenario(series, encoding, rules, protocol[0] - '0'),
            ],
            Agents = List("--agents", string.Join(',', s_choices["--agents"])),
            Runs = Number("--runs", 3),
            Window = TimeSpan.FromSeconds(Number("--seconds", 30)),
            Markdown = given.GetValueOrDefault("--markdown"),
        };
    }

    private static string Usage(string wrong) => $"""
        side-by-side: '{wrong}' is not known, or its value is missing or not one of these:
          {string.Join("\n  ", s_choices.Select(choice => $"{choice.Key} {string.Join(',', choice.Value)}"))}
          --runs NUMBER --seconds SECONDS --markdown FILE
        """;
}
