using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Kubernetes.Operator;
using PipelineDsl.Parity;

namespace PipelineDsl.Conformance;

/// <summary>Holds the translation of the Prometheus Operator's resources to a file of cases.</summary>
internal static class OperatorRun
{
    /// <summary>Translates all cases, and compares or prints the answers.</summary>
    /// <returns>Whether all agree.</returns>
    public static bool Run(string file, bool print)
    {
        JsonElement[] cases = CaseFile.Read(file);
        if (!print)
        {
            return Compare(cases);
        }

        Print(cases);
        return true;
    }

    /// <summary>Prints what disagrees, and how many cases passed, failed and ask for discoveries that are not supported.</summary>
    /// <returns>Whether no case failed.</returns>
    private static bool Compare(IEnumerable<JsonElement> cases)
    {
        int passed = 0;
        int failed = 0;
        int unsupported = 0;
        foreach (OperatorCase @case in cases.Select(json => new OperatorCase(json)))
        {
            var verdict = OperatorVerdict.Of(@case);
            if (verdict.Unsupported is { } what)
            {
                Console.Error.WriteLine($"{@case.Name}: unsupported, {what}");
                unsupported++;
            }
            else if (verdict.Disagreements.Count == 0)
            {
                passed++;
            }
            else
            {
                failed++;
                foreach (string disagreement in verdict.Disagreements)
                {
                    Console.WriteLine($"{@case.Name}: {disagreement}");
                }
            }
        }

        Console.WriteLine($"{unsupported} unsupported");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0;
    }

    /// <summary>Writes our jobs or rejection of each case.</summary>
    private static void Print(IEnumerable<JsonElement> cases)
    {
        foreach (OperatorCase @case in cases.Select(json => new OperatorCase(json)))
        {
            Translation translation = @case.Translate();
            JsonObject answer = translation.Rejection is { } rejection
                ? new JsonObject { ["error"] = new JsonObject { ["field"] = rejection.Field, ["reason"] = rejection.Reason } }
                : new JsonObject { ["jobs"] = JobJson.List(translation.Jobs.Select(JobJson.Write)) };
            Console.WriteLine(new JsonObject { ["name"] = @case.Name, ["answer"] = answer }.ToJsonString(CaseFile.Json));
        }
    }
}
