using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd;

/// <summary>The program that the README starts with.</summary>
public sealed class QuickstartTests(ClusterFixture cluster)
{
    private static readonly TimeSpan s_arrival = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_shows_the_main_job_with_nothing_at_hand_and_stops_at_once()
    {
        await using PeerProcess quickstart = Programs.Start("samples/Quickstart", []);

        await Eventually.HoldsAsync("samples arrive and a pod has come and gone", s_arrival, () => Task.FromResult(
            quickstart.Output.Contains("target gone", StringComparison.Ordinal) && quickstart.Output.Contains("samples arrived", StringComparison.Ordinal)),
            () => quickstart.Output);
        quickstart.Output.ShouldContain("dropped by rule keep [__meta_kubernetes_pod_name] =~ \"analysis.*\"");
        await StopsWithinFiveSecondsAsync(quickstart);
    }

    [Fact]
    public async Task It_watches_a_cluster_and_writes_to_a_receiver_of_ones_own()
    {
        KubernetesServer kubernetes = await cluster.ServerAsync();
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync();
        await using Exporter exporter = await Exporter.StartAsync("/api/v1/metrics", "processor_items_total 7\n");
        await kubernetes.CreatePodAsync("images", "analysis-9", exporter.Port, new Dictionary<string, string> { ["system.component"] = "image" });
        await using PeerProcess quickstart = Programs.Start("samples/Quickstart", [], new Dictionary<string, string>
        {
            ["KUBECONFIG"] = kubernetes.KubeConfig,
            ["Destinations__metrics-service__Url"] = prometheus.WriteUrl.ToString(),
        });

        await Eventually.HoldsAsync("the pod's series are there", s_arrival,
            async () => (await prometheus.QueryAsync("processor_items_total{pod=\"analysis-9\",cluster=\"my-cluster\"}")).Count == 1, () => quickstart.Output);
        await StopsWithinFiveSecondsAsync(quickstart);
        await kubernetes.DeletePodAsync("images", "analysis-9");
    }

    private static async Task StopsWithinFiveSecondsAsync(PeerProcess program)
    {
        long start = TimeProvider.System.GetTimestamp();
        await program.TerminateAsync();
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        program.ExitCode.ShouldBe(0);
        program.Output.ShouldNotContain("unsent");
    }
}
