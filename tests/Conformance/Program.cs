using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Conformance;
using PipelineDsl.Relabeling;

// Holds an engine to a file of cases whose answers Prometheus' own code gave:
//   Conformance relabel|regex FILE [--engine interpreted|compiled] [--print]
//   Conformance operator FILE [--print]
// prints a line for each disagreement and closes with "N passed, N failed"; with --print it writes its own answers instead.
const string usage = "Usage: Conformance relabel|regex FILE [--engine interpreted|compiled] [--print], or Conformance operator FILE [--print]";
if (args.Length < 2 || args[0] is not ("relabel" or "regex" or "operator") || !File.Exists(args[1]))
{
    Console.Error.WriteLine(usage);
    return 2;
}

bool print = args.Contains("--print");
int at = Array.IndexOf(args, "--engine");
if (!Enum.TryParse(at < 0 ? "interpreted" : args.ElementAtOrDefault(at + 1), ignoreCase: true, out RelabelEngine engine))
{
    Console.Error.WriteLine(usage);
    return 2;
}

JsonElement[] cases = [.. File.ReadLines(args[1]).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];
var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
if (args[0] == "operator")
{
    if (!print)
    {
        return OperatorRun.Compare(cases) ? 0 : 1;
    }

    OperatorRun.Print(cases, options);
    return 0;
}

IReadOnlyList<JsonObject> answers = args[0] == "relabel" ? RelabelAnswers.Of(cases, engine) : RegexAnswers.Of(cases, engine);
Func<JsonElement, JsonElement> expected = args[0] == "regex" && engine == RelabelEngine.Compiled ? RegexAnswers.WithoutOffsets : answer => answer;
int passed = 0;
int failed = 0;
foreach ((JsonElement @case, JsonObject answer) in cases.Zip(answers))
{
    string name = @case.GetProperty("name").GetString()!;
    if (print)
    {
        Console.WriteLine(new JsonObject { ["name"] = name, ["answer"] = answer }.ToJsonString(options));
        continue;
    }

    JsonElement expectation = expected(@case.GetProperty("expect"));
    if (Answer.Agrees(expectation, answer))
    {
        passed++;
    }
    else if (Answer.IsDocumentedDeviation(@case))
    {
        Console.WriteLine($"{name}: deviates, as documented ({@case.GetProperty("quirk").GetString()})");
        passed++;
    }
    else
    {
        Console.WriteLine($"{name}: expected {expectation.GetRawText()}, got {answer.ToJsonString(options)}");
        failed++;
    }
}

if (!print)
{
    Console.WriteLine($"{passed} passed, {failed} failed");
}

return failed == 0 ? 0 : 1;
