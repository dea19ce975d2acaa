using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Conformance;

/// <summary>A file with a case on each line, each with the answer it must get.</summary>
internal static class CaseFile
{
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement[] Read(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The engine that the command line asks for; null if there is none of that name.</summary>
    public static RelabelEngine? EngineOf(string[] args)
    {
        int at = Array.IndexOf(args, "--engine");
        return Enum.TryParse(at < 0 ? "interpreted" : args.ElementAtOrDefault(at + 1), ignoreCase: true, out RelabelEngine engine) ? engine : null;
    }

    /// <summary>Answers all cases, and compares or prints the answers.</summary>
    /// <returns>Whether all agree.</returns>
    public static bool Run(string kind, string file, RelabelEngine engine, bool print)
    {
        JsonElement[] cases = Read(file);
        IReadOnlyList<JsonObject> answers = kind switch
        {
            "relabel" => RelabelAnswers.Of(cases, engine),
            "regex" => RegexAnswers.Of(cases, engine),
            _ => ExpositionAnswers.Of(cases),
        };
        if (print)
        {
            foreach ((JsonElement @case, JsonObject answer) in cases.Zip(answers))
            {
                Console.WriteLine(new JsonObject { ["name"] = @case.GetProperty("name").GetString(), ["answer"] = answer }.ToJsonString(Json));
            }

            return true;
        }

        Func<JsonElement, JsonObject, bool> agrees = kind == "exposition" ? ExpositionAnswers.Agrees : Answer.Agrees;
        int failed = 0;
        foreach ((JsonElement @case, JsonObject answer) in cases.Zip(answers))
        {
            JsonElement expectation = @case.GetProperty("expect");
            if (agrees(expectation, answer))
            {
                continue;
            }

            string name = @case.GetProperty("name").GetString()!;
            if (Answer.IsDocumentedDeviation(@case))
            {
                Console.WriteLine($"{name}: deviates, as documented ({@case.GetProperty("quirk").GetString()})");
                continue;
            }

            Console.WriteLine($"{name}: expected {expectation.GetRawText()}, got {answer.ToJsonString(Json)}");
            failed++;
        }

        Console.WriteLine($"{cases.Length - failed} passed, {failed} failed");
        return failed == 0;
    }
}
