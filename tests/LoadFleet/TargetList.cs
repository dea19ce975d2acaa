using System.Text.Json.Nodes;

namespace LoadFleet;

/// <summary>The fleet as Prometheus' HTTP service discovery lists it.</summary>
internal static class TargetList
{
    public static string Of(string address, int targets)
    {
        var list = new JsonArray();
        for (int number = 0; number < targets; number++)
        {
            list.Add(new JsonObject
            {
                ["targets"] = new JsonArray(address),
                ["labels"] = new JsonObject
                {
                    ["__metrics_path__"] = $"/t/{number}/metrics",
                    ["instance"] = $"app-{number}:8080",
                    ["namespace"] = $"team-{number % 10}",
                    ["pod"] = $"app-{number}-0",
                },
            });
        }

        return list.ToJsonString();
    }
}
