using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Recordings;

namespace PipelineDsl.Conformance;

/// <summary>What discovery finds in recorded clusters, played to it over HTTP with streaming lists and with lists and watches.</summary>
internal static class KubernetesAnswers
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compares, and prints what is otherwise.</summary>
    /// <param name="directory">Where the recordings are.</param>
    /// <param name="print">Whether to print what is found instead.</param>
    /// <returns>Whether all agrees.</returns>
    public static async Task<bool> CompareAsync(string directory, bool print)
    {
        int passed = 0;
        int failed = 0;
        var targets = new RecordedTargets(directory);
        var active = new RecordedActiveTargets(directory);
        var rights = new RecordedRights(directory);
        foreach (bool streams in (bool[])[true, false])
        {
            string way = streams ? "stream" : "list";
            foreach (string name in targets.Names)
            {
                Report($"targets {name} ({way})", await targets.FindAsync(name, streams), found => targets.Compare(name, found));
            }

            foreach (string name in rights.Names)
            {
                (int expected, int found) = await rights.CountAsync(name, streams);
                Report($"rights {name} ({way})", [$"{found}"], count => count[0] == $"{expected}" ? [] : [$"{expected} targets expected, {count[0]} found"]);
            }

            foreach (string job in new RecordedChanges(directory).Jobs)
            {
                await foreach ((string step, string[] found, string[] disagreements) in new RecordedChanges(directory).PlayAsync(job, streams))
                {
                    Report($"changes {job}: {step} ({way})", found, _ => disagreements);
                }
            }
        }

        foreach (string name in active.Names)
        {
            Report($"active {name}", await active.FindAsync(name), found => active.Compare(name, found));
            foreach (string url in print ? [] : active.Deviations(name))
            {
                Console.WriteLine($"active {name}: deviates, as documented ({url})");
            }
        }

        if (!print)
        {
            Console.WriteLine($"{passed} passed, {failed} failed");
        }

        return failed == 0;

        void Report(string name, string[] found, Func<string[], string[]> compare)
        {
            if (print)
            {
                var answer = new JsonObject { ["name"] = name, ["answer"] = new JsonArray([.. found.Select(text => (JsonNode)text)]) };
                Console.WriteLine(answer.ToJsonString(s_options));
            }
            else if (compare(found) is { Length: > 0 } disagreements)
            {
                Console.WriteLine($"{name}: {string.Join("; ", disagreements)}");
                failed++;
            }
            else
            {
                passed++;
            }
        }
    }
}
