using BenchmarkDotNet.Running;
using PipelineDsl.Benchmarks;

switch (args)
{
    case ["quick"]:
        QuickRun.Run();
        break;
    case ["generator"]:
        GeneratorRuns.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(RelabelBenchmarks).Assembly).Run(args);
        break;
}
