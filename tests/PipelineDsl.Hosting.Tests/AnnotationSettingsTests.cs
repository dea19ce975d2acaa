using System.Text;
using Microsoft.Extensions.Configuration;
using PipelineDsl.Discovery;
using PipelineDsl.Http;

namespace PipelineDsl.Hosting.Tests;

public sealed class AnnotationSettingsTests
{
    [Fact]
    public void Options_are_read_under_the_names_of_the_chart()
    {
        AnnotationOptions options = Read("""
            {
              "enabled": true,
              "annotations": { "preset": "prometheus.io", "job": "example.com/job" },
              "namespaces": ["shop", "blue-.*"],
              "excludeNamespaces": ["blue-test"],
              "labelSelectors": { "app.kubernetes.io/part-of": "shop", "tier": ["a", "b"] },
              "attachNamespaceMetadata": true,
              "nodeLabels": { "nodePool": true, "region": true, "availabilityZone": true, "nodeRole": true, "nodeOS": true, "nodeArchitecture": true, "instanceType": true },
              "pods": { "labels": { "team": "example.com/team" }, "staticLabels": { "price": "$1" }, "labelSelectors": { "x": "y" } },
              "services": { "enabled": false },
              "scrapeInterval": "2m",
              "scrapeTimeout": "1m30s",
              "metricsTuning": { "includeMetrics": ["a.*"], "excludeMetrics": ["b"] },
              "bearerToken": { "enabled": true }
            }
            """);

        options.ShouldBe(new AnnotationOptions
        {
            Annotations = AnnotationNames.Prometheus with { Job = "example.com/job" },
            Namespaces = ["shop", "blue-.*"],
            ExcludeNamespaces = ["blue-test"],
            LabelSelector = "app.kubernetes.io/part-of=shop,tier in (a,b)",
            AttachNamespaceMetadata = true,
            NodeLabels = new() { NodePool = true, Region = true, AvailabilityZone = true, NodeRole = true, NodeOS = true, NodeArchitecture = true, InstanceType = true },
            Pods = new() { Labels = [new("team", "example.com/team")], StaticLabels = [new("price", "$1")], LabelSelector = "x=y" },
            Services = new() { Enabled = false },
            ScrapeInterval = 2.Minutes(),
            ScrapeTimeout = 90.Seconds(),
            MetricsTuning = new() { IncludeMetrics = ["a.*"], ExcludeMetrics = ["b"] },
            BearerToken = Secret.FromFile("/var/run/secrets/kubernetes.io/serviceaccount/token"),
        });
    }

    [Fact]
    public void Nothing_said_is_the_default_and_sends_no_token() => Read("{}").ShouldBe(AnnotationOptions.Default);

    [Theory]
    [InlineData("""{ "annotations": { "prefix": "example.com" } }""", "example.com/metrics.path")]
    [InlineData("""{ "annotations": { "prefix": "example.com", "metricsPath": "example.com/where" } }""", "example.com/where")]
    public void A_prefix_gives_the_names_that_are_not_given(string json, string path) => Read(json).Annotations.MetricsPath.ShouldBe(path);

    [Theory]
    [InlineData("""{ "scrapeInteval": "1m" }""", "scrapeInteval is not known: use one of annotations,")]
    [InlineData("""{ "pods": { "lables": {} , "label": { "a": "b" } } }""", "pods.label is not known: use one of enabled, labelSelectors, labels")]
    [InlineData("""{ "annotations": { "path": "a" } }""", "annotations.path is not known")]
    [InlineData("""{ "scrapeInterval": "60" }""", "scrapeInterval is '60': write a duration such as 30s or 1m30s.")]
    [InlineData("""{ "nodeLabels": { "region": "yes" } }""", "nodeLabels.region is 'yes': write true or false.")]
    [InlineData("""{ "namespaces": "shop" }""", "namespaces is 'shop': write a list.")]
    [InlineData("""{ "enabled": false }""", "enabled is false: leave the pipeline out of the program.")]
    [InlineData("""{ "extraDiscoveryRules": "rule {}" }""", "extraDiscoveryRules is text for Alloy: write the rules as .Relabel(...) before .Scrape().")]
    [InlineData("""{ "destinations": ["a"] }""", "destinations is said by .ForwardTo(...) of the pipeline")]
    [InlineData("""{ "excludeNamespaces": ["("] }""", "excludeNamespaces: '(' is neither a name nor a pattern")]
    [InlineData("""{ "annotations": { "preset": "example" } }""", "annotations.preset is 'example': write k8s.grafana.com or prometheus.io.")]
    public void What_is_wrong_is_told_with_key_and_mend(string json, string message) =>
        Should.Throw<InvalidOperationException>(() => Read(json)).Message.ShouldContain(message);

    [Fact]
    public void A_pipeline_is_made_of_a_section()
    {
        Pipeline pipeline = Discover.Annotated(Section("""{ "scrapeInterval": "2m", "bearerToken": { "enabled": true, "token": "/token" } }"""))
            .Scrape().ForwardTo(Destinations.None["any"]);
        pipeline.Scrape.Interval.ShouldBe(2.Minutes());
        pipeline.Scrape.Http.Authentication.ShouldBe(new HeaderAuthentication(Secret.FromFile("/token")));
        pipeline.Source.ShouldBeOfType<AnnotatedSource>();
    }

    private static AnnotationOptions Read(string json) => AnnotationSettings.Read(Section(json));

    private static IConfigurationSection Section(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "annotationAutodiscovery": {{json}} }"""))).Build()
        .GetSection("annotationAutodiscovery");
}
