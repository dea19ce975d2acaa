namespace PipelineDsl.Scraping.Tests.Series;

public sealed class HonorLabelsTests
{
    [Theory]
    [InlineData("m 1", "{__name__=\"m\", instance=\"i\", job=\"j\"}")]
    [InlineData("m{job=\"x\"} 1", "{__name__=\"m\", exported_job=\"x\", instance=\"i\", job=\"j\"}")]
    [InlineData("m{job=\"x\",exported_job=\"y\"} 1", "{__name__=\"m\", exported_exported_job=\"x\", exported_job=\"y\", instance=\"i\", job=\"j\"}")]
    [InlineData("m{job=\"\"} 1", "{__name__=\"m\", instance=\"i\", job=\"j\"}")]
    [InlineData(
        "m{job=\"x\",instance=\"y\"} 1", "{__name__=\"m\", exported_instance=\"y\", exported_job=\"x\", instance=\"i\", job=\"j\"}")]
    public void The_targets_labels_win(string line, string expected) => Labels(line, honorLabels: false).ShouldBe(expected);

    [Theory]
    [InlineData("m 1", "{__name__=\"m\", instance=\"i\", job=\"j\"}")]
    [InlineData("m{job=\"x\"} 1", "{__name__=\"m\", instance=\"i\", job=\"x\"}")]
    [InlineData("m{job=\"\"} 1", "{__name__=\"m\", instance=\"i\"}")]
    [InlineData("m{exported_job=\"y\"} 1", "{__name__=\"m\", exported_job=\"y\", instance=\"i\", job=\"j\"}")]
    public void Exposed_labels_win(string line, string expected) => Labels(line, honorLabels: true).ShouldBe(expected);

    [Fact]
    public void Shorter_names_are_renamed_first()
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(labels: [("exported_job", "e"), ("job", "j")]));
        target.Scrape("m{job=\"x\",exported_job=\"y\"} 1\n").ShouldBe(
            ["{__name__=\"m\", exported_exported_exported_job=\"y\", exported_exported_job=\"x\", exported_job=\"e\", job=\"j\"} 1 1000"]);
    }

    private static string Labels(string line, bool honorLabels)
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(honorLabels, labels: [("job", "j"), ("instance", "i")]));
        target.Scrape(line + "\n");
        return target.Appender.Defined.ShouldHaveSingleItem().ToString();
    }
}
