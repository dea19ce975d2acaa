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
    default:
        BenchmarkSwitcher.FromAssembly(typeof(RelabelBenchmarks).Assembly).Run(args, Settings.Short);
        break;
}
