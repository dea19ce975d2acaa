using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace PipelineDsl.Benchmarks;

/// <summary>How BenchmarkDotNet runs: about two seconds for each row, in this process.</summary>
/// <remarks>In this process since a project that BenchmarkDotNet writes would not find the generator, which is no package here.</remarks>
internal static class Settings
{
    public static IConfig Short { get; } = DefaultConfig.Instance
        .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared, MethodOrderPolicy.Declared))
        .WithOption(ConfigOptions.JoinSummary, true)
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithWarmupCount(5)
            .WithIterationCount(8)
            .AsDefault());
}
