using System.Text.Json.Nodes;
using PipelineDsl.Discovery;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>The recorded life of some pods and services, played to a simulated cluster: after each step we find what Prometheus found.</summary>
public class RecordedChangesTests
{
    [Theory]
    [InlineData("pod-node", "")]
    [InlineData("pod-label", "label")]
    [InlineData("pod-field", "field")]
    [InlineData("service", "")]
    public async Task Each_step_ends_with_the_targets_of_Prometheus(string job, string selector)
    {
        JsonNode recorded = Recorded.Read("changes.json");
        JsonNode config = recorded["jobs"]!.AsArray().Single(j => (string)j!["name"]! == job)!["sd_config"]!;
        string asked = selector.Length == 0 ? "" : (string)config["selectors"]![0]![selector]!;
        KubernetesRole role = job == "service" ? KubernetesRole.Service : KubernetesRole.Pod;
        LabelSet[] sets = [.. recorded["label_sets"]!.AsArray().Select(s => s!.ToLabelSet())];

        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        foreach ((string path, JsonNode? list) in recorded["initial"]!.AsObject())
        {
            foreach (JsonNode? item in list!["items"]!.AsArray())
            {
                Apply(cluster, item!, path == "/api/v1/pods" ? "Pod" : "Service");
            }
        }

        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver observer = run.Observe(new KubernetesSource(role)
        {
            LabelSelector = selector == "label" ? asked : "", FieldSelector = selector == "field" ? asked : "",
        });
        await observer.UntilAsync(TestObserver.SyncedMark);
        run.Time.SkipsPauses = true;
        int steps = 0;
        foreach (JsonNode? step in recorded["steps"]!.AsArray())
        {
            using (Disturb(cluster, [.. step!["cut"]!.AsArray().Select(c => (string)c!)]))
            {
                foreach (JsonNode? change in step["events"]!.AsArray())
                {
                    Play(cluster, change!);
                }
            }

            await BarrierAsync(cluster, observer, role);
            JsonNode targets = step["targets"]![job]!;
            string[] live = Expected(sets, targets["live"]!);
            string[] found = Found(observer);
            if (!found.SequenceEqual(live))
            {
                // Where Prometheus was behind, being up to date is right, too.
                found.ShouldBe(Expected(sets, targets["fresh"] ?? targets["live"]!), (string)step["name"]!);
            }

            steps++;
        }

        steps.ShouldBe(47);
    }

    // What happened to the connection and the server: after it, watches go on or list again, and nothing is lost.
    private static IDisposable? Disturb(SimulatedCluster cluster, string[] what)
    {
        if (what.Contains("restart"))
        {
            cluster.CutWatches();
        }

        IDisposable? away = what.Contains("cut") ? cluster.Unavailable() : null;
        if (what.Contains("compact"))
        {
            cluster.ExpireHistory();
        }

        return away;
    }

    private static string[] Expected(LabelSet[] sets, JsonNode indexes) => indexes.AsArray().Select(i => sets[(int)i!]).Texts();

    private static string[] Found(TestObserver observer) =>
        observer.Targets.Where(t => t["__meta_kubernetes_namespace"] != "barrier").Texts();

    private static void Play(SimulatedCluster cluster, JsonNode change)
    {
        JsonNode json = change["object"]!;
        if ((string)change["type"]! != "DELETED")
        {
            Apply(cluster, json, (string)json["kind"]!);
        }
        else if ((string)json["kind"]! == "Pod")
        {
            cluster.Delete(new SimulatedPod((string)json["metadata"]!["name"]!, (string)json["metadata"]!["namespace"]!)).ShouldBeTrue();
        }
        else
        {
            cluster.Delete(new SimulatedService((string)json["metadata"]!["name"]!, (string)json["metadata"]!["namespace"]!)).ShouldBeTrue();
        }
    }

    private static void Apply(SimulatedCluster cluster, JsonNode json, string kind)
    {
        var copy = (JsonObject)json.DeepClone();
        copy["kind"] = kind;
        cluster.Apply(copy);
    }

    // An object that comes last: when it is heard of, so is all before it. Twice, since a list tells of what is gone after what is there.
    private static async Task BarrierAsync(SimulatedCluster cluster, TestObserver observer, KubernetesRole role)
    {
        for (int i = 0; i < 2; i++)
        {
            string name = $"b-{Guid.NewGuid():N}";
            if (role == KubernetesRole.Pod)
            {
                cluster.Apply(new SimulatedPod(name, "barrier") { Labels = { ["app"] = "web" } });
            }
            else
            {
                cluster.Apply(new SimulatedService(name, "barrier") { Ports = [new SimulatedPort(1)] });
            }

            await observer.UntilAsync($"{(role == KubernetesRole.Pod ? "pod" : "svc")}/barrier/{name}: 1");
        }
    }
}
