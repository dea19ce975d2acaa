using System.Globalization;

namespace PipelineDsl.Benchmarks;

/// <summary>Runs agents in alternation on the same fleet, and tells what each of them cost.</summary>
internal static class SideBySideRuns
{
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        SideBySideOptions options;
        try
        {
            options = SideBySideOptions.Parse(arguments);
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }

        Console.WriteLine($"{options.Scenarios.Count} scenarios, {options.Runs} runs of {string.Join(", ", options.Agents)}: about {options.Estimate.TotalMinutes:F0} minutes.");
        string published = Directory.CreateTempSubdirectory("side-by-side-").FullName;
        try
        {
            IAgent[] agents = [.. new IAgent[] { new PipelineDslAgent(published), new VictoriaMetricsAgent(), new PrometheusAgent() }.Where(agent => options.Agents.Contains(agent.Name))];
            var table = new SideBySideTable(options);
            foreach (IAgent agent in agents)
            {
                table.Versions.Add($"{agent.Name}: {await agent.InstallAsync()}");
            }

            foreach (IGrouping<(int, string), Scenario> same in options.Scenarios.GroupBy(scenario => (scenario.Targets, scenario.Encoding)))
            {
                await using Fleet fleet = await Fleet.StartAsync(same.Key.Item1, same.Key.Item2);
                foreach (Scenario scenario in same)
                {
                    await RunAsync(scenario, agents, fleet, options, table);
                }
            }

            Console.WriteLine(table);
            return table.HasFailures ? 1 : 0;
        }
        finally
        {
            Directory.Delete(published, recursive: true);
        }
    }

    private static async Task RunAsync(Scenario scenario, IAgent[] agents, Fleet fleet, SideBySideOptions options, SideBySideTable table)
    {
        Console.WriteLine(scenario);
        for (int run = 0; run < options.Runs; run++)
        {
            foreach (IAgent agent in agents)
            {
                try
                {
                    Measurement measured = await new AgentRun(fleet, scenario, options.Window).MeasureAsync(agent);
                    table.Add(scenario, agent.Name, measured);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"  {agent.Name,-10} {measured.Processor:F2} us, {measured.Resident:F0} MB (peak {measured.Peak:F0}), {measured.Wire:F1} B, {measured.Delivered:P2} delivered; fleet {measured.FleetLoad:F2}, others {measured.OtherLoad:F2} processors"));
                }
                catch (Exception error) when (error is InvalidOperationException or OperationCanceledException or HttpRequestException or IOException)
                {
                    // The others go on: a night of runs is not to be lost for one of them.
                    table.AddFailure(scenario, agent.Name, error.Message);
                    Console.WriteLine($"  {agent.Name,-10} failed: {error.Message}");
                }

                if (options.Markdown is { } file)
                {
                    await File.WriteAllTextAsync(file, table.ToString());
                }
            }
        }
    }
}
