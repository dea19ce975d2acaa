using System.Globalization;
using BenchmarkDotNet.Running;
using PipelineDsl.Benchmarks;

switch (args)
{
    case ["quick", .. var names]:
        QuickRun.Run(names);
        break;
    case ["generator"]:
        GeneratorRuns.Run();
        break;
    case ["targets", .. var sizes]:
        await TargetRuns.RunAsync(Number(sizes, 0, 10_000), Number(sizes, 1, 100), Number(sizes, 2, 15), Number(sizes, 3, 0), Number(sizes, 4, 8));
        break;
    case ["series", .. var sizes]:
        SeriesRuns.Run(Number(sizes, 0, 100_000));
        break;
    case ["discovery", .. var sizes]:
        await DiscoveryRuns.RunAsync(Number(sizes, 0, 10_000), Number(sizes, 1, 20), sizes is [.., "paged"]);
        break;
    case ["discovery-cluster", var pods, var changes, .. var list]:
        await ChurningCluster.RunAsync(Number([pods], 0, 0), Number([changes], 0, 0), list is ["paged"]);
        break;
    case ["side-by-side", .. var options]:
        return await SideBySideRuns.RunAsync(options);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(RelabelBenchmarks).Assembly).Run(args, Settings.Short);
        break;
}

return 0;

static int Number(string[] given, int index, int otherwise) =>
    index < given.Length ? int.Parse(given[index], CultureInfo.InvariantCulture) : otherwise;
