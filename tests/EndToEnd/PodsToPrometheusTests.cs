using PipelineDsl.EndToEnd.Peers;
using PipelineDsl.Tests.Shared;

namespace PipelineDsl.EndToEnd;

/// <summary>Pods of a real API server, real exporters behind them, a real Prometheus at the end.</summary>
public sealed class PodsToPrometheusTests(ClusterFixture cluster)
{
    private const string Path = "/api/v1/metrics";

    private static readonly Dictionary<string, string> s_image = new() { ["system.component"] = "image" };
    private static readonly TimeSpan s_arrival = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Only_what_the_rules_keep_arrives_and_what_goes_turns_stale()
    {
        KubernetesServer kubernetes = await cluster.ServerAsync();
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync();
        await using Exporter one = await Exporter.StartAsync(Path, "processor_items_total 7\nother_items_total 1\n");
        await using Exporter two = await Exporter.StartAsync(Path, "processor_items_total 8\n");
        await kubernetes.CreatePodAsync("images", "analysis-1", one.Port, s_image);
        await kubernetes.CreatePodAsync("images", "analysis-2", two.Port, s_image);
        await kubernetes.CreatePodAsync("images", "archive-1", one.Port, s_image);
        await kubernetes.CreatePodAsync("images", "analysis-3", one.Port, new Dictionary<string, string> { ["system.component"] = "text" });
        await using TestHost host = await StartAsync(kubernetes.KubeConfig, prometheus);

        await Eventually.HoldsAsync("both pods' series are there", s_arrival,
            async () => (await prometheus.QueryAsync("processor_items_total")).Count == 2, host.Logs.ToString);

        var series = (await prometheus.QueryAsync("{job=\"integrations/processing\"}"))
            .Select(s => $"{s["__name__"]} {s["namespace"]}/{s["pod"]} {s["instance"]} {s["cluster"]} = {s["value"]}").Order();
        series.ShouldBe(new[]
        {
            $"processor_items_total images/analysis-1 127.0.0.1:{one.Port} my-cluster = 7",
            $"processor_items_total images/analysis-2 127.0.0.1:{two.Port} my-cluster = 8",
            $"up images/analysis-1 127.0.0.1:{one.Port} my-cluster = 1",
            $"up images/analysis-2 127.0.0.1:{two.Port} my-cluster = 1",
        }.Order());
        (await prometheus.QueryAsync("{job=\"integrations/processing\"}"))[0].Keys.Order()
            .ShouldBe(["__name__", "cluster", "instance", "job", "namespace", "pod", "value"]);

        await kubernetes.DeletePodAsync("images", "analysis-2");
        TimeSpan took = await Eventually.HoldsAsync("the deleted pod's series are stale", TimeSpan.FromSeconds(2 * Pipelines.IntervalSeconds),
            async () => (await prometheus.QueryAsync("{pod=\"analysis-2\"}")).Count == 0, host.Logs.ToString);
        TestContext.Current.SendDiagnosticMessage($"stale after {took.TotalSeconds:F1} s");
        (await prometheus.QueryAsync("processor_items_total{pod=\"analysis-1\"}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_annotation_moves_the_target_within_two_seconds()
    {
        const string annotation = "k8s.grafana.com/metrics.portNumber";
        KubernetesServer kubernetes = await cluster.ServerAsync();
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync();
        await using Exporter before = await Exporter.StartAsync(Path, "a 1\n");
        await using Exporter after = await Exporter.StartAsync(Path, "a 1\n");
        await kubernetes.CreatePodAsync("blue", "mover", 1, new Dictionary<string, string>(), new Dictionary<string, string> { [annotation] = $"{before.Port}" });
        await using TestHost host = await StartAsync(kubernetes.KubeConfig, prometheus);
        await host.Logs.LineAsync("added", $"127.0.0.1:{before.Port}").WaitAsync(s_arrival);

        long start = TimeProvider.System.GetTimestamp();
        await kubernetes.AnnotatePodAsync("blue", "mover", annotation, $"{after.Port}");
        await host.Logs.LineAsync("added", $"127.0.0.1:{after.Port}").WaitAsync(TimeSpan.FromSeconds(2));
        await host.Logs.LineAsync("gone", $"127.0.0.1:{before.Port}").WaitAsync(TimeSpan.FromSeconds(2) - TimeProvider.System.GetElapsedTime(start));

        await Eventually.HoldsAsync("samples come from the new port only", s_arrival, async () =>
            (await prometheus.QueryAsync("up{team=\"blue\"} == 1")) is [var series] && series["instance"] == $"127.0.0.1:{after.Port}", host.Logs.ToString);
    }

    [Fact]
    public async Task A_user_without_rights_is_told_which_ones_lack()
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync();
        await using TestHost host = await StartAsync(await (await cluster.ServerAsync()).UserAsync("nobody"), prometheus);

        string line = await host.Logs.LineAsync("403", "list", "pods").WaitAsync(s_arrival);

        line.ShouldStartWith("Error");
    }

    private static Task<TestHost> StartAsync(string kubeConfig, PrometheusServer prometheus) => TestHost.StartAsync(
        new Dictionary<string, string?>
        {
            ["Kubernetes:KubeConfig"] = kubeConfig,
            ["Cluster:Name"] = "my-cluster",
            ["Destinations:metrics-service:Url"] = prometheus.WriteUrl.ToString(),
            ["Destinations:metrics-service:Queue:BatchSendDeadline"] = "00:00:00.500",
        },
        builder => builder.AddPipelines());
}
