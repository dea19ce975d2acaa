extern alias generators;

using System.Diagnostics;
using System.Globalization;
using generators::PipelineDsl.Generators;

namespace PipelineDsl.Benchmarks;

/// <summary>What the generator and the analyzer add to the compiler: to one that is started for one program and ends, and to a server that is warm.</summary>
internal static class CompilerRuns
{
    private const int ColdRuns = 3;
    private const int WarmRuns = 10;

    public static void Measure(SyntheticProgram program)
    {
        string folder = Directory.CreateTempSubdirectory("pipelinedsl-").FullName;
        try
        {
            Write(folder, program);
            foreach ((string what, string[] options) in (ReadOnlySpan<(string, string[])>)
                [("csc", []), ("csc with generator and analyzer", [$"-analyzer:{typeof(PipelineGenerator).Assembly.Location}"])])
            {
                Print(what + ", best", Enumerable.Range(0, ColdRuns).Min(_ => Compile(folder, options)));

                // A server of its own, which ends soon after the last run.
                string[] shared = [.. options, $"-shared:{Guid.NewGuid():N}", "-keepalive:10"];
                double[] times = [.. Enumerable.Range(0, 2 * WarmRuns).Select(_ => Compile(folder, shared)).Skip(WarmRuns).Order()];
                Print(what + ", warm server, median", times[WarmRuns / 2]);
            }

            Console.WriteLine($"    {"assembly",-40} {new FileInfo(Path.Combine(folder, "Program.dll")).Length / 1024,7} KiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string what, double milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {what,-60} {milliseconds,10:F2} ms"));

    private static void Write(string folder, SyntheticProgram program)
    {
        int number = 0;
        foreach (string source in program.Sources())
        {
            File.WriteAllText(Path.Combine(folder, $"Pipeline{number++}.cs"), source);
        }

        File.WriteAllLines(
            Path.Combine(folder, "options.rsp"),
            [
                "-target:library", "-nostdlib", "-langversion:latest", "-optimize+", "-out:Program.dll", "-features:InterceptorsNamespaces=PipelineDsl.Generated",
                .. Directory.GetFiles(ReferencePack(), "*.dll").Append(typeof(Pipeline).Assembly.Location).Append(typeof(LabelSet).Assembly.Location)
                    .Select(static path => $"-reference:\"{path}\""),
                "*.cs",
            ]);
    }

    private static double Compile(string folder, string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [Compiler(), "-nologo", "-noconfig", "@options.rsp", .. options])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true,
        };
        long began = Stopwatch.GetTimestamp();
        using Process compiler = Process.Start(start)!;
        string output = compiler.StandardOutput.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException(output);
    }

    private static string Compiler() => Latest(Path.Combine(DotnetFolder(), "sdk"), Path.Combine("Roslyn", "bincore", "csc.dll"));

    private static string ReferencePack() => Latest(Path.Combine(DotnetFolder(), "packs", "Microsoft.NETCore.App.Ref"), Path.Combine("ref", "net10.0"));

    // The runtime's folder is shared/Microsoft.NETCore.App/10.0.0.
    private static string DotnetFolder() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private static string Latest(string folder, string inside) => Directory.GetDirectories(folder)
        .Select(version => Path.Combine(version, inside)).Where(Path.Exists).OrderBy(File.GetLastWriteTimeUtc).Last();
}
