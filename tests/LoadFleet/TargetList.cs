using System.Text.Json.Nodes;

namespace LoadFleet;

/// <summary>The fleet as Prometheus' HTTP service discovery lists it.</summary>
internal static class TargetList
{
    /// <summary>Writes the list.</summary>
    /// <param name="port">Where the fleet listens.</param>
    /// <param name="targets">How many targets there are.</param>
    /// <param name="hasHosts">Whether each has an address of its own. All of 127.0.0.0/8 is this machine.</param>
    public static string Of(string port, int targets, bool hasHosts)
    {
        var list = new JsonArray();
        for (int number = 0; number < targets; number++)
        {
            list.Add(new JsonObject
            {
                ["targets"] = new JsonArray($"{(hasHosts ? $"127.1.{number / 250}.{(number % 250) + 1}" : "127.0.0.1")}:{port}"),
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
