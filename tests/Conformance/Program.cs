using PipelineDsl.Conformance;

// Holds the program to cases whose answers Prometheus' own code, a real API server or the Operator gave:
// prints a line for each disagreement and closes with "N passed, N failed"; with --print it writes its own answers instead.
const string usage = """
    Usage: Conformance relabel|regex FILE [--engine interpreted|compiled] [--print]
           Conformance exposition FILE [--print]
           Conformance kubernetes DIR [--print]
           Conformance operator FILE [--print]
    """;

bool print = args.Contains("--print");
string path = args.ElementAtOrDefault(1) ?? "";
switch (args.ElementAtOrDefault(0))
{
    case "relabel" or "regex" or "exposition" when File.Exists(path) && CaseFile.EngineOf(args) is { } engine:
        return CaseFile.Run(args[0], path, engine, print) ? 0 : 1;
    case "kubernetes" when File.Exists(Path.Combine(path, "changes.json")):
        return await KubernetesAnswers.CompareAsync(path, print) ? 0 : 1;
    case "operator" when File.Exists(path):
        return OperatorRun.Run(path, print) ? 0 : 1;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}
