namespace PipelineDsl.Scraping.Tests.Series;

public sealed class NameValidationTests
{
    [Theory]
    [InlineData("{\"a.b\"} 1", NameValidation.Utf8, null)]
    [InlineData("{\"a.b\"} 1", NameValidation.Legacy, "the series has a name that is no legacy name: {__name__=\"a.b\"}")]
    [InlineData("{\"1a\"} 1", NameValidation.Legacy, "the series has a name that is no legacy name: {__name__=\"1a\"}")]
    [InlineData("a:b_1 1", NameValidation.Legacy, null)]
    [InlineData("a{\"x.y\"=\"1\"} 1", NameValidation.Utf8, null)]
    [InlineData("a{\"x.y\"=\"1\"} 1", NameValidation.Legacy, "the series has a label name that is no legacy name: {__name__=\"a\", x.y=\"1\"}")]
    [InlineData("a{\"x:y\"=\"1\"} 1", NameValidation.Legacy, "the series has a label name that is no legacy name: {__name__=\"a\", x:y=\"1\"}")]
    [InlineData("a{x=\"ü.\"} 1", NameValidation.Legacy, null)]
    public void Names_are_those_of_the_scheme(string line, NameValidation validation, string? expected)
    {
        var target = new SeriesTableHarness(SeriesTableHarness.NewContext(options: options => options with { NameValidation = validation }));
        target.Scrape(line + "\n");
        if (expected is null)
        {
            target.Error.ShouldBeNull();
        }
        else
        {
            target.Error!.Message.ShouldBe($"malformed exposition, line 1: {expected}: {line}");
        }
    }
}
