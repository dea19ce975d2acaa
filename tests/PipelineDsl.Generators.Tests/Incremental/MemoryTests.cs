extern alias generators;

using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>What the generator remembers must not keep old compilations alive.</summary>
public sealed class MemoryTests
{
    [Fact]
    public void An_old_compilation_is_let_go()
    {
        (GeneratorDriver driver, WeakReference old) = RunTwice();
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        old.IsAlive.ShouldBeFalse();
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwice()
    {
        CSharpCompilation first = Create("web");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new generators::PipelineDsl.Generators.PipelineGenerator().AsSourceGenerator()], parseOptions: Compilations.ParseOptions);
        driver = driver.RunGenerators(first);
        return (driver.RunGenerators(Create("web")), new WeakReference(first));
    }

    private static CSharpCompilation Create(string pattern) => Hosting.AddTo(Compilations.Create($$"""
        public static class Pipelines
        {
            [Pipeline]
            public static Pipeline Web(Destinations to) =>
                Discover.Pods().Relabel(rules => rules.Keep(Pod.Name, "{{pattern}}")).Scrape().ForwardTo(to["a"]);
        }
        """));
}
