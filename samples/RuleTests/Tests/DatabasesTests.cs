using PipelineDsl;
using PipelineDsl.Testing;
using Xunit;

namespace RuleTests.Tests;

public sealed class DatabasesTests
{
    private static readonly Pipeline s_pipeline = Pipelines.Databases(Destinations.None);

    private static readonly ServiceFixture s_orders =
        Service.Fixture("orders-db").WithAnnotation("k8s.grafana.com/scrape", "true").WithPort(5432, "sql").WithPort(9187, "metrics");

    [Fact]
    public void Of_a_service_only_the_metrics_port_is_scraped()
    {
        RelabelResult result = s_pipeline.Targets.Given(s_orders);
        result.OnPort("sql").ShouldBeDropped();
        result.OnPort("metrics").ShouldHaveLabel("database", "orders");
    }

    [Fact]
    public void A_service_that_does_not_ask_is_left_alone() =>
        s_pipeline.Targets.Given(Service.Fixture("orders-db").WithPort(9187, "metrics")).ShouldBeDroppedBy(rule: 1);

    [Fact]
    public void The_series_are_the_approved_ones() =>
        s_pipeline.Scrape("pg_up 1\npg_database_size_bytes{datname=\"orders\"} 8e6\n", s_orders, new ScrapeTestOptions { ReportSeries = true })
            .ShouldMatchGolden("databases-series");
}
