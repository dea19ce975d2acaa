using PipelineDsl.Scraping.Targets;

namespace PipelineDsl.Scraping.Tests.Targets;

public sealed class TargetFactoryTests
{
    [Fact]
    public void Defaults_fill_what_discovery_and_rules_leave_open()
    {
        TargetDefinition target = Create(Pipeline(), ("__address__", "a:1"), ("__meta_x", "y"), ("team", "blue")).Definition!;
        target.Url.AbsoluteUri.ShouldBe("http://a:1/metrics");
        target.Labels.ToString().ShouldBe("{instance=\"a:1\", job=\"shop\", team=\"blue\"}");
        (target.Interval, target.Timeout).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Labels_of_the_target_win_over_options()
    {
        TargetDefinition target = Create(
            Pipeline(options => options with { JobName = "j", MetricsPath = "/m", Scheme = "https" }),
            ("__address__", "a:1"), ("__scrape_interval__", "20s"), ("__scrape_timeout__", "1500ms"), ("__metrics_path__", "x/y"),
            ("__scheme__", "http"), ("job", "mine"), ("instance", "me"), ("__tmp", "t")).Definition!;
        target.Url.AbsoluteUri.ShouldBe("http://a:1/x/y");
        target.Labels.ToString().ShouldBe("{instance=\"me\", job=\"mine\"}");
        (target.Interval, target.Timeout).ShouldBe((TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(1500)));
    }

    [Fact]
    public void Rules_see_the_defaults()
    {
        Pipeline pipeline = Pipeline(rules: rules => rules.Replace(Target.MetricsPath, "/(.*)", Target.MetricsPath, "/v2/$1"));
        Create(pipeline, ("__address__", "a:1")).Definition!.Url.AbsolutePath.ShouldBe("/v2/metrics");
    }

    [Theory]
    [InlineData("__address__", "", "the target has no address")]
    [InlineData("__address__", "a/b", "'a/b' is no address: it holds a slash")]
    [InlineData("__address__", "a b", "'a b' and '/metrics' make no URL")]
    [InlineData("__scrape_interval__", "0s", "the scrape interval '0s' is no duration above 0")]
    [InlineData("__scrape_interval__", "fast", "the scrape interval 'fast' is no duration above 0")]
    [InlineData("__scrape_timeout__", "0", "the scrape timeout '0' is no duration above 0")]
    [InlineData("__scrape_timeout__", "2m", "the scrape timeout 2m is longer than the interval 1m")]
    [InlineData("__scheme__", "ftp", "the scheme 'ftp' is neither http nor https")]
    public void What_cannot_be_scraped_says_why(string name, string value, string reason)
    {
        TargetOutcome outcome = Create(Pipeline(), ("__address__", "a:1"), (name, value));
        outcome.Definition.ShouldBeNull();
        outcome.Dropped!.IsInvalid.ShouldBeTrue();
        outcome.Dropped.Reason.ShouldBe(reason);
    }

    [Fact]
    public void Identity_depends_on_labels_and_URL_alone()
    {
        ulong identity = Create(Pipeline(), ("__address__", "a:1"), ("__meta_x", "1")).Definition!.Identity;
        Create(Pipeline(), ("__meta_x", "2"), ("__address__", "a:1")).Definition!.Identity.ShouldBe(identity);
        Create(Pipeline(), ("__address__", "a:1"), ("__param_x", "2")).Definition!.Identity.ShouldNotBe(identity);
        Create(Pipeline(), ("__address__", "a:1"), ("team", "blue")).Definition!.Identity.ShouldNotBe(identity);
    }

    private static TargetOutcome Create(Pipeline pipeline, params ReadOnlySpan<(string, string)> labels) =>
        new TargetFactory(pipeline.ToJob("shop")).Create(LabelSet.Of(labels));

    private static Pipeline Pipeline(Func<ScrapeOptions, ScrapeOptions>? options = null, Action<TargetRules<StaticTarget>>? rules = null)
    {
        Targets<StaticTarget> targets = Discover.Static("unused:1");
        return (rules is null ? targets : targets.Relabel(rules)).Scrape(options).ForwardTo(new Destination("x"));
    }
}
