using System.Text;
using PipelineDsl.Http;
using PipelineDsl.Testing;
using static PipelineDsl.Kubernetes.Tests.AnnotatedPipeline;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class AnnotationOptionTests
{
    private const string Exposition = "web_requests_total{team=\"red\"} 1\nweb_queue 2\ngo_goroutines 3\n";

    [Fact]
    public void The_preset_of_prometheus_reads_its_four_annotations_and_parameters() => Urls(
            new AnnotationOptions { Annotations = AnnotationNames.Prometheus },
            Pod.Fixture("web-1").WithAnnotation("prometheus.io/scrape", "true").WithAnnotation("prometheus.io/path", "/stats")
                .WithAnnotation("prometheus.io/port", "9102").WithAnnotation("prometheus.io/scheme", "https").WithAnnotation("prometheus.io/param_a", "b"),
            WebPod)
        .ShouldBe(["https://10.244.0.10:9102/stats?a=b"]);

    [Fact]
    public void A_prefix_and_single_names_can_be_changed() => Urls(
            new AnnotationOptions { Annotations = AnnotationNames.WithPrefix("example.com") with { MetricsPath = "example.com/where" } },
            Pod.Fixture("web-1").WithAnnotation("example.com/scrape", "true").WithAnnotation("example.com/where", "/stats")
                .WithAnnotation("example.com/metrics.portNumber", "9102"))
        .ShouldBe(["http://10.244.0.10:9102/stats"]);

    [Theory]
    [InlineData("shop", "", 1)]
    [InlineData("shop,blue", "blue", 1)]
    [InlineData("sh.*", "", 1)]
    [InlineData("hop", "", 0)]
    [InlineData("", "sho.+", 0)]
    [InlineData("sh.p,blue", "shop-.*", 1)]
    public void Namespaces_are_names_or_patterns(string included, string excluded, int targets) => Urls(
        new AnnotationOptions
        {
            Namespaces = [.. included.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            ExcludeNamespaces = [.. excluded.Split(',', StringSplitOptions.RemoveEmptyEntries)],
        },
        WebPod).Length.ShouldBe(targets);

    [Fact]
    public void Namespaces_that_are_all_names_are_asked_of_the_server()
    {
        AnnotatedSources.Pods(new AnnotationOptions { Namespaces = ["shop", "blue"] })!.Namespaces.ShouldBe(["blue", "shop"]);
        AnnotatedSources.Pods(new AnnotationOptions { Namespaces = ["shop", "blue.*"] })!.Namespaces.ShouldBeEmpty();
    }

    [Fact]
    public void Selectors_of_both_and_of_one_kind_add_up()
    {
        var options = new AnnotationOptions { LabelSelector = "a=1", Pods = new AnnotatedObjectOptions { LabelSelector = "b in (2,3)" } };
        Urls(options, WebPod.WithLabel("a", "1"), WebPod.WithLabel("a", "1").WithLabel("b", "3"), WebService.WithLabel("a", "1")).Length.ShouldBe(2);
    }

    [Fact]
    public void Labels_come_from_labels_of_the_object_where_it_has_them()
    {
        var options = new AnnotationOptions { Pods = new AnnotatedObjectOptions { Labels = [new("team", "example.com/team"), new("job", "no-such")] } };
        LabelSet labels = Of(options).Discover(WebPod.WithLabel("example.com/team", "blue")).Targets[0].Labels;
        (labels["team"], labels["job"]).ShouldBe(("blue", "main"));
    }

    [Fact]
    public void Static_labels_are_literal_and_win_over_exposed_ones()
    {
        Pipeline pipeline = Of(new AnnotationOptions { Pods = new() { StaticLabels = [new("team", "$1 ${a}")] }, Services = new() { StaticLabels = [new("via", "service")] } });
        pipeline.Scrape(Exposition, WebPod).ShouldDeliver("web_requests_total", ("team", "$1 ${a}"), ("via", ""), ("tmp_annotated_kind", ""));
        pipeline.Scrape(Exposition, WebService).ShouldDeliver("web_requests_total", ("team", "red"), ("via", "service"), ("tmp_annotated_kind", ""));
    }

    [Fact]
    public void Report_series_survive_all_tuning()
    {
        Pipeline pipeline = Of(new AnnotationOptions { MetricsTuning = new() { IncludeMetrics = ["web_.*"], ExcludeMetrics = [".*_queue", "scrape_.*|up"] } });
        ScrapeResult result = pipeline.Scrape(Exposition, WebPod, new ScrapeTestOptions { ReportSeries = true });
        result.Samples.Select(sample => sample.Name).ShouldBe(
            ["web_requests_total", "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added"]);
        result.Samples.ShouldAllBe(sample => sample.Labels["__tmp_report"] == null);
    }

    [Fact]
    public void Further_metric_rules_run_behind_the_options_own()
    {
        Pipeline pipeline = Discover.Annotated(new AnnotationOptions { Pods = new() { StaticLabels = [new("team", "blue")] } }).Scrape()
            .Relabel(rules => rules.Replace("team", "blue", "team", "navy")).ForwardTo(Destinations.None["any"]);
        pipeline.Scrape(Exposition, WebPod).ShouldDeliver("web_queue", ("team", "navy"));
    }

    [Fact]
    public void Interval_and_timeout_are_the_options()
    {
        DiscoveredTarget target = Of(new AnnotationOptions { ScrapeInterval = 30.Seconds(), ScrapeTimeout = 20.Seconds() }).Discover(WebPod).Targets[0];
        (target.Interval, target.Timeout).ShouldBe((30.Seconds(), 20.Seconds()));
    }

    [Fact]
    public void A_token_is_sent_only_if_asked_for()
    {
        Of().Scrape.Http.Authentication.ShouldBeNull();
        var token = Secret.FromFile("/token");
        Of(new AnnotationOptions { BearerToken = token }).Scrape.Http.Authentication.ShouldBe(new HeaderAuthentication(token));
    }

    [Fact]
    public void Labels_of_the_node_are_the_first_that_a_cloud_has()
    {
        var options = new AnnotationOptions { NodeLabels = new NodeLabelOptions { NodePool = true, Region = true, NodeOS = true } };
        var discovered = new LabelSetBuilder(WebPod.Targets[0]);
        discovered.Set("__meta_kubernetes_node_label_agentpool", "b");
        discovered.Set("__meta_kubernetes_node_label_eks_amazonaws_com_nodegroup", "a");
        discovered.Set("__meta_kubernetes_node_label_topology_kubernetes_io_region", "eu");
        discovered.Set("__meta_kubernetes_node_label_kubernetes_io_arch", "arm64");
        LabelSet labels = new PodAnnotationReader(options).Read([discovered.ToLabelSet()]).Scraped[0];
        (labels["nodepool"], labels["region"], labels["os"], labels["architecture"]).ShouldBe(("a", "eu", null, null));
        Encoding.UTF8.GetString(labels.Find("__meta_kubernetes_node_label_agentpool"u8)).ShouldBe("b");
    }

    [Fact]
    public void Wrong_options_are_all_told_with_their_keys()
    {
        var options = new AnnotationOptions
        {
            Annotations = new() { MetricsPath = "k8s.grafana.com/scrape" },
            ExcludeNamespaces = ["("],
            Pods = new() { Enabled = false, Labels = [new("__a", "b")] },
            Services = new() { Enabled = false },
            ScrapeInterval = 5.Seconds(),
            ScrapeTimeout = 6.Seconds(),
        };
        string message = Should.Throw<ArgumentException>(() => Discover.Annotated(options)).Message;
        foreach (string key in (string[])["annotations.scrape and annotations.metricsPath", "excludeNamespaces: '('", "pods.enabled and services.enabled", "pods.labels: '__a'", "scrapeTimeout is 6s"])
        {
            message.ShouldContain(key);
        }
    }
}
