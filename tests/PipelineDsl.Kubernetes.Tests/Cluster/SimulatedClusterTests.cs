using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Recordings;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

public class SimulatedClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "auto/api-0|auto/api-1|auto/api-2|edge-v6/six|infra/agent-x1|infra/batch-1-zzzzz|infra/dual-46|infra/dual-64|infra/failed-ip|infra/failed-noip|infra/same-port|infra/static-node-a|shop/bare|shop/collide|shop/debugged|shop/init-mix|shop/leaving|shop/lost|shop/no-controller|shop/pending|shop/pending-ip|shop/two-owners|shop/web-7d9f8b6c5-abcde|shop/web-7d9f8b6c5-fghij")]
    [InlineData("labelSelector=app == web", "shop/leaving|shop/pending|shop/web-7d9f8b6c5-abcde|shop/web-7d9f8b6c5-fghij")]
    [InlineData("fieldSelector=metadata.name=six", "edge-v6/six")]
    [InlineData("fieldSelector=metadata.namespace==edge-v6", "edge-v6/six")]
    public async Task Selects_what_is_asked_for(string query, string expected)
    {
        await using SimulatedCluster cluster = await FilledAsync();
        (await NamesAsync(cluster, "/api/v1/pods", query)).ShouldBe(expected.Split('|'));
    }

    public static TheoryData<string> Recordings => [.. new RecordedTargets(Recorded.Folder).Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Selects_what_the_real_server_let_through(string name)
    {
        var recordings = new RecordedTargets(Recorded.Folder);
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Load(recordings.ListsOf(name));
        foreach (JsonNode? request in recordings.Read($"targets/{name}.json")["requests"]?.AsArray() ?? [])
        {
            if (request!["items"] is JsonArray items)
            {
                string query = string.Join('&', request["query"]!.AsObject().Select(p => $"{p.Key}={Uri.EscapeDataString((string)p.Value!)}"));
                (await NamesAsync(cluster, (string)request["path"]!, query)).ShouldBe(items.Select(i => (string)i!).Order(StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("labelSelector=a==b==c", "unable to parse requirement: 'a==b==c'")]
    [InlineData("labelSelector=a in b", "unable to parse requirement: 'a in b'")]
    [InlineData("fieldSelector=spec.nonsense=1", "field label not supported: spec.nonsense")]
    [InlineData("fieldSelector=metadata.name", "can't understand 'metadata.name'")]
    [InlineData("resourceVersion=abc", "invalid resource version")]
    public async Task Refuses_what_it_cannot_understand(string query, string expected)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        using var client = new HttpClient { BaseAddress = cluster.Url };
        using HttpResponseMessage response = await client.GetAsync($"/api/v1/pods?{query}", Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode status = (await response.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
        ((string)status["message"]!).ShouldContain(expected);
        ((string)status["reason"]!).ShouldBe("BadRequest");
    }

    [Fact]
    public async Task Pages_show_one_version_until_it_is_forgotten()
    {
        await using SimulatedCluster cluster = await FilledAsync();
        using var client = new HttpClient { BaseAddress = cluster.Url };
        JsonNode first = await GetAsync(client, "/api/v1/pods?limit=10");
        cluster.Delete(new SimulatedPod("web-7d9f8b6c5-fghij", "shop")).ShouldBeTrue();
        JsonNode second = await GetAsync(client, $"/api/v1/pods?limit=10&continue={first["metadata"]!["continue"]}");
        JsonNode third = await GetAsync(client, $"/api/v1/pods?limit=10&continue={second["metadata"]!["continue"]}");
        ((string)third["metadata"]!["resourceVersion"]!).ShouldBe((string)first["metadata"]!["resourceVersion"]!);
        third["items"]!.AsArray().Count.ShouldBe(4);
        third["metadata"]!["continue"].ShouldBeNull();

        cluster.ExpireHistory();
        using HttpResponseMessage expired = await client.GetAsync($"/api/v1/pods?limit=10&continue={first["metadata"]!["continue"]}", Cancellation);
        expired.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_watch_with_a_selector_tells_who_enters_and_leaves()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Apply(new SimulatedPod("p", "shop"));
        using var client = new HttpClient { BaseAddress = cluster.Url };
        string version = (string)(await GetAsync(client, "/api/v1/pods"))["metadata"]!["resourceVersion"]!;
        using var lines = new StreamReader(await client.GetStreamAsync(
            $"/api/v1/pods?watch=1&allowWatchBookmarks=true&labelSelector=shown%3Dyes&resourceVersion={version}", Cancellation));
        cluster.Apply(new SimulatedPod("p", "shop") { Labels = { ["shown"] = "yes" } });
        cluster.Apply(new SimulatedPod("p", "shop") { Labels = { ["shown"] = "yes" }, Phase = "Failed" });
        cluster.Apply(new SimulatedPod("p", "shop") { Phase = "Failed" });
        cluster.Apply(new SimulatedService("s", "shop"));
        cluster.SendBookmarks();

        (string Type, JsonNode Object)[] told = [await LineAsync(lines), await LineAsync(lines), await LineAsync(lines), await LineAsync(lines)];
        told.Select(t => t.Type).ShouldBe(["ADDED", "MODIFIED", "DELETED", "BOOKMARK"]);
        told[2].Object["metadata"]!["labels"]!["shown"]!.ToString().ShouldBe("yes");
        told.Select(t => int.Parse(t.Object["metadata"]!["resourceVersion"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)
            - int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe([1, 2, 3, 4]);
        told.Take(3).Select(t => t.Object["metadata"]!["uid"]!.ToString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_begins_with_what_is_there_and_ends_in_time_with_a_bookmark()
    {
        var time = new FakeTimeProvider();
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(time);
        cluster.Apply(new SimulatedPod("p", "shop"));
        using var client = new HttpClient { BaseAddress = cluster.Url };
        using var lines = new StreamReader(await client.GetStreamAsync("/api/v1/namespaces/shop/pods?watch=1&allowWatchBookmarks=true&timeoutSeconds=30", Cancellation));
        (await LineAsync(lines)).Type.ShouldBe("ADDED");
        Task<string?> next = lines.ReadLineAsync(Cancellation).AsTask();
        while (!next.IsCompleted)
        {
            // The server may not yet wait when its first line is here.
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        (await next)!.ShouldContain("BOOKMARK");
        (await lines.ReadLineAsync(Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task An_old_version_is_an_error_in_the_stream()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.ExpireHistory();
        using var client = new HttpClient { BaseAddress = cluster.Url };
        string body = await client.GetStringAsync("/api/v1/pods?watch=1&resourceVersion=1", Cancellation);
        JsonNode line = JsonNode.Parse(body)!;
        line["type"]!.ToString().ShouldBe("ERROR");
        ((int)line["object"]!["code"]!).ShouldBe(410);
    }

    [Fact]
    public async Task Refuses_as_the_real_server_does()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        using var client = new HttpClient { BaseAddress = cluster.Url };
        using IDisposable forbidden = cluster.Forbid("list", "pods");
        using HttpResponseMessage response = await client.GetAsync("/api/v1/namespaces/wire/pods", Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        JsonNode real = Recorded.Answer("forbidden-namespaced")["body"]!;
        real["message"] = real["message"]!.ToString().Replace("\"limited\"", "\"system:serviceaccount:default:simulated\"", StringComparison.Ordinal);
        JsonNode.DeepEquals(await response.Content.ReadFromJsonAsync<JsonNode>(Cancellation), real).ShouldBeTrue();
        (await client.GetAsync("/api/v1/namespaces/wire/services", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Objects_come_and_go_over_http()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        using var client = new HttpClient { BaseAddress = cluster.Url };
        using var body = new StringContent("""{"metadata":{"name":"made"},"spec":{"containers":[{"name":"c"}]},"status":{"podIP":"10.0.0.1"}}""", Encoding.UTF8, "application/json");
        (await client.PostAsync("/api/v1/namespaces/shop/pods", body, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonNode stored = await GetAsync(client, "/api/v1/namespaces/shop/pods/made");
        stored["metadata"]!["uid"].ShouldNotBeNull();
        stored["kind"]!.ToString().ShouldBe("Pod");
        (await client.PutAsync("/api/v1/namespaces/shop/pods/made", body, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode again = await GetAsync(client, "/api/v1/namespaces/shop/pods/made");
        again["metadata"]!["resourceVersion"]!.ToString().ShouldBe(stored["metadata"]!["resourceVersion"]!.ToString());
        (await client.DeleteAsync("/api/v1/namespaces/shop/pods/made", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.DeleteAsync("/api/v1/namespaces/shop/pods/made", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/apis/apps/v1/deployments", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Builders_make_all_that_discovery_reads()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        SimulatedPod pod = cluster.Apply(new SimulatedPod("web-1", "shop")
        {
            Labels = { ["app.kubernetes.io/name"] = "web" },
            Annotations = { ["prometheus.io/scrape"] = "true" },
            Containers = [new SimulatedContainer("app", new SimulatedPort(8080, "http")) { Image = "img:1", Id = "containerd://1" }],
            InitContainers = [new SimulatedContainer("setup")],
            Owner = new SimulatedOwner("ReplicaSet", "web"),
        });
        cluster.Apply(new SimulatedPod("web-1", "shop")).Ip.ShouldBe(pod.Ip);
        cluster.Apply(pod);
        cluster.Apply(new SimulatedService("web", "shop") { Ports = [new SimulatedPort(80, "http")], Labels = { ["app"] = "web" } });
        await using var run = new DiscoveryRun(cluster.Url);
        TestObserver pods = run.Observe(DiscoveryRun.Pods());
        TestObserver services = run.Observe(new Discovery.KubernetesSource(Discovery.KubernetesRole.Service));
        await pods.UntilAsync(TestObserver.SyncedMark);
        await services.UntilAsync(TestObserver.SyncedMark);
        LabelSet uidless = Without(pods.Targets[0], "__meta_kubernetes_pod_uid");
        uidless.ToString().ShouldBe(
            "{__address__=\"10.244.0.2:8080\", __meta_kubernetes_namespace=\"shop\", __meta_kubernetes_pod_annotation_prometheus_io_scrape=\"true\", "
            + "__meta_kubernetes_pod_annotationpresent_prometheus_io_scrape=\"true\", __meta_kubernetes_pod_container_id=\"containerd://1\", "
            + "__meta_kubernetes_pod_container_image=\"img:1\", __meta_kubernetes_pod_container_init=\"false\", __meta_kubernetes_pod_container_name=\"app\", "
            + "__meta_kubernetes_pod_container_port_name=\"http\", __meta_kubernetes_pod_container_port_number=\"8080\", "
            + "__meta_kubernetes_pod_container_port_protocol=\"TCP\", __meta_kubernetes_pod_controller_kind=\"ReplicaSet\", "
            + "__meta_kubernetes_pod_controller_name=\"web\", __meta_kubernetes_pod_host_ip=\"192.0.2.1\", __meta_kubernetes_pod_ip=\"10.244.0.2\", "
            + "__meta_kubernetes_pod_label_app_kubernetes_io_name=\"web\", __meta_kubernetes_pod_labelpresent_app_kubernetes_io_name=\"true\", "
            + "__meta_kubernetes_pod_name=\"web-1\", __meta_kubernetes_pod_node_name=\"node-1\", __meta_kubernetes_pod_phase=\"Running\", "
            + "__meta_kubernetes_pod_ready=\"true\"}");
        pods.Targets.Length.ShouldBe(2);
        services.Targets.ShouldHaveSingleItem()["__address__"].ShouldBe("web.shop.svc:80");
    }

    private static LabelSet Without(LabelSet labels, string name)
    {
        var builder = new LabelSetBuilder(labels);
        builder.Remove(Encoding.UTF8.GetBytes(name));
        return builder.ToLabelSet();
    }

    private static async Task<SimulatedCluster> FilledAsync()
    {
        SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        cluster.Load(Recorded.Read("wire/lists.json").AsObject());
        return cluster;
    }

    private static async Task<string[]> NamesAsync(SimulatedCluster cluster, string path, string query)
    {
        using var client = new HttpClient { BaseAddress = cluster.Url };
        return [.. (await GetAsync(client, $"{path}?{query}"))["items"]!.AsArray().Select(i => KeyOf(i!["metadata"]!)).Order(StringComparer.Ordinal)];
    }

    private static string KeyOf(JsonNode metadata) => metadata["namespace"] is { } space ? $"{space}/{metadata["name"]}" : $"{metadata["name"]}";

    private static async Task<JsonNode> GetAsync(HttpClient client, string url) => JsonNode.Parse(await client.GetStringAsync(url, Cancellation))!;

    private static async Task<(string Type, JsonNode Object)> LineAsync(StreamReader lines)
    {
        JsonNode line = JsonNode.Parse((await lines.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation))!)!;
        return (line["type"]!.ToString(), line["object"]!);
    }
}
