using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PipelineDsl.Testing;

namespace PipelineDsl.Benchmarks;

/// <summary>A simulated cluster whose pods change, in a process of its own so that what it costs is not counted.</summary>
internal static class ChurningCluster
{
    /// <summary>The label that each change sets to the moment of the change.</summary>
    public const string Moment = "changed-at";

    private const int Ticks = 20;
    private const int Seed = 1;

    /// <summary>Prints its URL, then obeys: <c>change</c>, <c>rest</c>, <c>requests</c>; ends with its input.</summary>
    /// <param name="pods">How many pods there are.</param>
    /// <param name="changes">How many change in a second.</param>
    /// <param name="isPaged">Whether it knows lists in pages only, and none that begin a watch.</param>
    public static async Task RunAsync(int pods, int changes, bool isPaged)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.HasStreamingLists = !isPaged;
        for (int i = 0; i < pods; i++)
        {
            cluster.Apply(Pod(i, 0));
        }

        Console.WriteLine(cluster.Url);
        using var stop = new CancellationTokenSource();
        bool isChanging = false;
        Task changing = Task.Run(() => ChangeAsync(cluster, pods, changes, () => Volatile.Read(ref isChanging), stop.Token));
        while (await Console.In.ReadLineAsync() is { } command)
        {
            Volatile.Write(ref isChanging, command == "change");
            if (command == "requests")
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cluster.Requests("list", "pods")} lists, {cluster.Requests("watch", "pods")} watches"));
            }
        }

        await stop.CancelAsync();
        await changing;
    }

    private static async Task ChangeAsync(SimulatedCluster cluster, int pods, int changes, Func<bool> isChanging, CancellationToken stop)
    {
        var random = new Random(Seed);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Ticks));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                for (int i = 0; isChanging() && i < changes / Ticks; i++)
                {
                    cluster.Apply(Pod(random.Next(pods), Stopwatch.GetTimestamp()));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    // Of the size and shape that pods have in a cluster: 15 labels, 15 annotations, managed fields, an environment, about 8 KB.
    private static JsonObject Pod(int number, long moment)
    {
        var labels = new JsonObject
        {
            ["app.kubernetes.io/name"] = $"service-{number / 10}", ["app.kubernetes.io/part-of"] = "shop", ["pod-template-hash"] = $"6d5f7c9{number / 10:x5}",
            [Moment] = moment.ToString(CultureInfo.InvariantCulture),
        };
        var annotations = new JsonObject { ["prometheus.io/port"] = "9102", ["prometheus.io/scrape"] = "true" };
        for (int i = 0; i < 15; i++)
        {
            if (i < 11)
            {
                labels[$"team.example/label-{i}"] = $"value-{number % 100}-{i}";
            }

            if (i < 13)
            {
                annotations[$"operations.example/annotation-{i}"] = $"what somebody wrote beside pod {number}, for the tool number {i} that reads it";
            }
        }

        string name = $"service-{number / 10}-6d5f7c9{number / 10:x5}-{number:x5}";
        string ip = $"10.{number / 62500}.{number / 250 % 250}.{(number % 250) + 1}";
        var json = (JsonObject)JsonNode.Parse(Body)!;
        json["metadata"] = new JsonObject
        {
            ["name"] = name, ["namespace"] = $"team-{number % 20}", ["labels"] = labels, ["annotations"] = annotations,
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1", ["kind"] = "ReplicaSet", ["name"] = $"service-{number / 10}-6d5f7c9{number / 10:x5}", ["controller"] = true,
                ["uid"] = "0d6a7a35-58b2-4cf1-8a6a-4f7b0c4e1a11", ["blockOwnerDeletion"] = true,
            }),
            ["managedFields"] = new JsonArray([.. Enumerable.Range(0, 3).Select(manager => new JsonObject
            {
                ["manager"] = $"manager-{manager}", ["operation"] = "Update", ["apiVersion"] = "v1", ["time"] = "2025-01-01T00:00:00Z", ["fieldsType"] = "FieldsV1",
                ["fieldsV1"] = new JsonObject([.. Enumerable.Range(0, 20).Select(field =>
                    KeyValuePair.Create($"f:field-{field}-of-{manager}", (JsonNode?)new JsonObject { ["."] = new JsonObject() }))]),
            })]),
        };
        json["spec"]!["nodeName"] = $"node-{number % 200}";
        json["status"]!["podIP"] = ip;
        json["status"]!["hostIP"] = $"192.168.0.{number % 200}";
        return json;
    }

    private static string Body { get; } = $$$"""
        {"kind":"Pod","apiVersion":"v1",
        "spec":{"volumes":[{"name":"token","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}}],"defaultMode":420}}],
        "containers":[{"name":"app","image":"registry.example/shop/service:1.42.0","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"},
        {"name":"metrics","containerPort":9102,"protocol":"TCP"}],"env":[{{{string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"name":"SETTING_{{i}}","value":"what the setting number {{i}} is"}"""))}}}],
        "resources":{"limits":{"cpu":"1","memory":"512Mi"},"requests":{"cpu":"100m","memory":"256Mi"}},"terminationMessagePath":"/dev/termination-log",
        "imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default"},
        "status":{"phase":"Running","conditions":[{"type":"Initialized","status":"True"},{"type":"Ready","status":"True"},{"type":"ContainersReady","status":"True"}],
        "containerStatuses":[{"name":"app","containerID":"containerd://3c1f0a9d5b7e4f2a8c6d1e0f9b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b","ready":true,"restartCount":0,
        "image":"registry.example/shop/service:1.42.0","imageID":"registry.example/shop/service@sha256:aa","started":true}],"qosClass":"Burstable"}}
        """;
}
