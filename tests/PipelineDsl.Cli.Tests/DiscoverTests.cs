using System.Text.Json.Nodes;
using PipelineDsl.Testing;

namespace PipelineDsl.Cli;

public sealed class DiscoverTests : IAsyncLifetime
{
    private SimulatedCluster _cluster = null!;
    private KubeConfigFile _config = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await SimulatedCluster.StartAsync();
        _config = new KubeConfigFile(_cluster.Url);
        _cluster.Apply(Pod("web-1", "shop"));
        _cluster.Apply(Pod("mail-1", "post"));
    }

    public async ValueTask DisposeAsync()
    {
        _config.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_role_is_printed_as_discovered_labels_and_sets_sorted()
    {
        (int exitCode, string output, string error) = await RunAsync("pod", "--output", "json");

        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        JsonArray targets = JsonNode.Parse(output)!.AsArray();
        targets.Select(target => (string)target!["__meta_kubernetes_pod_name"]!).ShouldBe(["mail-1", "web-1"]);
        JsonObject web = targets[1]!.AsObject();
        ((string)web["__address__"]!).ShouldBe("10.0.0.7:8080");
        web.Select(label => label.Key).ShouldBe(web.Select(label => label.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Namespaces_and_selectors_are_asked_of_the_server()
    {
        (_, string one, _) = await RunAsync("pod", "--output", "json", "--namespaces", "shop,other", "--label", "app=web-1", "--field", "status.phase=Running");
        (_, string none, _) = await RunAsync("pod", "--output", "json", "--label", "app=else");

        JsonNode.Parse(one)!.AsArray().Count.ShouldBe(1);
        JsonNode.Parse(none)!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_names_the_address_and_the_labels()
    {
        (int exitCode, string output, _) = await RunAsync("pod", "--namespaces", "shop");

        exitCode.ShouldBe(0);
        output.ShouldContain("10.0.0.7:8080");
        output.ShouldContain("__meta_kubernetes_pod_name=web-1");
    }

    [Fact]
    public async Task Annotated_objects_are_printed_as_they_would_be_scraped()
    {
        (int exitCode, string output, string error) = await RunAsync("annotated", "--output", "json");

        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        JsonObject target = JsonNode.Parse(output)!.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((string)target["__scrape_url__"]!).ShouldBe("http://10.0.0.7:8080/stats");
        ((string)target["pod"]!).ShouldBe("web-1");
        target.ShouldNotContain(label => label.Key.StartsWith("__meta_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jobs_of_PodMonitors_are_printed_as_they_would_be_scraped()
    {
        _cluster.Apply(JsonNode.Parse("""
            {
              "apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor",
              "metadata": { "name": "web", "namespace": "shop" },
              "spec": { "selector": { "matchLabels": { "app": "web-1" } }, "podMetricsEndpoints": [{ "port": "http", "interval": "20s" }] }
            }
            """)!.AsObject());

        (int exitCode, string output, string error) = await RunAsync("podmonitors", "--output", "json");

        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        JsonObject target = JsonNode.Parse(output)!.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((string)target["job"]!).ShouldBe("shop/web");
        ((string)target["__scrape_interval__"]!).ShouldBe("20s");
    }

    [Fact]
    public async Task What_is_forbidden_is_said_and_fails()
    {
        using IDisposable forbidden = _cluster.Forbid("*", "pods");

        (int exitCode, _, string error) = await RunAsync("pod", "--output", "json");

        exitCode.ShouldBe(1);
        error.ShouldContain("pods");
        error.ShouldContain("list");
    }

    [Theory]
    [InlineData("'disk' cannot be attached", "pod", "--attach", "disk")]
    [InlineData("--field and --attach are for roles", "annotated", "--field", "a=b")]
    public async Task A_wrong_command_says_the_mend(string message, params string[] arguments)
    {
        (int exitCode, _, string error) = await RunAsync(arguments);

        exitCode.ShouldBe(1);
        error.ShouldContain(message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_fails_in_time()
    {
        using var nowhere = new KubeConfigFile(new Uri("http://127.0.0.1:1/"));

        (int exitCode, _, string error) = await CommandLine.RunAsync("discover", "pod", "--timeout", "1", "--kubeconfig", nowhere.Path);

        exitCode.ShouldBe(1);
        error.ShouldContain("did not answer within 1 second");
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(["discover", .. arguments, "--kubeconfig", _config.Path]);

    private static SimulatedPod Pod(string name, string space) => new(name, space)
    {
        Ip = "10.0.0.7",
        Labels = { ["app"] = name },
        Annotations =
        {
            ["k8s.grafana.com/scrape"] = space == "shop" ? "true" : "false",
            ["k8s.grafana.com/metrics.path"] = "/stats",
        },
        Containers = [new SimulatedContainer("app", new SimulatedPort(8080, "http"))],
    };
}
