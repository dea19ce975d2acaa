using System.Globalization;
using System.Text;

namespace PipelineDsl.Benchmarks;

/// <summary>What was measured, as a table in Markdown: medians, and ours in relation to the others.</summary>
internal sealed class SideBySideTable(SideBySideOptions options)
{
    private readonly Dictionary<(Scenario Scenario, string Agent), List<Measurement>> _measured = [];
    private readonly List<string> _failures = [];

    /// <summary>The versions of the agents.</summary>
    public List<string> Versions { get; } = [];

    public bool HasFailures => _failures.Count > 0;

    public void Add(Scenario scenario, string agent, Measurement measurement)
    {
        if (!_measured.TryGetValue((scenario, agent), out List<Measurement>? of))
        {
            _measured[(scenario, agent)] = of = [];
        }

        of.Add(measurement);
    }

    public void AddFailure(Scenario scenario, string agent, string reason) => _failures.Add($"{scenario}: {agent} failed: {reason}");

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("| Fleet | Agent | CPU per scraped sample | RSS at the end (peak) | Wire per sample | Delivered | Fleet, others: processors |");
        text.AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (Scenario scenario in options.Scenarios)
        {
            foreach (string agent in options.Agents)
            {
                AppendRow(text, scenario, agent);
            }
        }

        text.AppendLine().AppendLine("| Fleet | CPU: ours ÷ vmagent | CPU: ours ÷ Prometheus | RSS: ours ÷ vmagent | Wire: ours ÷ the better one's on 1.0 |").AppendLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (Scenario scenario in options.Scenarios)
        {
            AppendRatios(text, scenario);
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{options.Runs} alternating runs, {options.Window.TotalSeconds} s each after warm-up. {string.Join("; ", Versions)}.");
        foreach (string failure in _failures)
        {
            text.AppendLine().AppendLine(failure);
        }

        return text.ToString();
    }

    private void AppendRow(StringBuilder text, Scenario scenario, string agent)
    {
        if (_measured.TryGetValue((scenario, agent), out List<Measurement>? runs))
        {
            double Of(Func<Measurement, double> value) => Measurement.Median(runs.Select(value));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {scenario} | {agent} | {Of(m => m.Processor):F2} µs ({runs.Min(m => m.Processor):F2}–{runs.Max(m => m.Processor):F2}) | {Of(m => m.Resident):F0} MB ({Of(m => m.Peak):F0}) | {Of(m => m.Wire):F1} B | {100 * Of(m => m.Delivered):F2} % | {Of(m => m.FleetLoad):F2}, {Of(m => m.OtherLoad):F2} |");
        }
    }

    private void AppendRatios(StringBuilder text, Scenario scenario)
    {
        double Of(Scenario of, string agent, Func<Measurement, double> value) =>
            _measured.TryGetValue((of, agent), out List<Measurement>? runs) ? Measurement.Median(runs.Select(value)) : double.NaN;
        double Ratio(string to, Func<Measurement, double> value) => Of(scenario, PipelineDslAgent.AgentName, value) / Of(scenario, to, value);

        // Whatever the scenario is, vmagent sends 1.0.
        Scenario version1 = scenario with { Protocol = 1 };
        double best = new[] { (version1, PrometheusAgent.AgentName), (version1, VictoriaMetricsAgent.AgentName), (scenario, VictoriaMetricsAgent.AgentName) }
            .Select(peer => Of(peer.Item1, peer.Item2, m => m.Wire)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        string Text(double ratio) => double.IsNaN(ratio) ? "-" : ratio.ToString("F2", CultureInfo.InvariantCulture);
        text.AppendLine($"| {scenario} | {Text(Ratio(VictoriaMetricsAgent.AgentName, m => m.Processor))} | {Text(Ratio(PrometheusAgent.AgentName, m => m.Processor))} | {Text(Ratio(VictoriaMetricsAgent.AgentName, m => m.Resident))} | {Text(Of(scenario, PipelineDslAgent.AgentName, m => m.Wire) / best)} |");
    }
}
