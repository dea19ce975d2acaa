namespace PipelineDsl.Tests;

public sealed class PrometheusDurationTests
{
    [Theory]
    [InlineData("1m30s", 90_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("500ms", 500)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    [InlineData("1y", 31_536_000_000)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void Durations_are_read(string text, long milliseconds)
    {
        PrometheusDuration.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("1s1m")]
    [InlineData("1m1m")]
    [InlineData("-1s")]
    [InlineData("1.5s")]
    [InlineData("1 s")]
    [InlineData("s")]
    [InlineData("99999999999999999999y")]
    [InlineData("999999999999y")]
    public void What_is_no_duration_is_refused(string text) => PrometheusDuration.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(90_000, "1m30s")]
    [InlineData(120_000, "2m")]
    [InlineData(0, "0s")]
    [InlineData(691_200_000, "8d")]
    [InlineData(1_209_600_000, "2w")]
    public void Durations_are_written(long milliseconds, string text) =>
        PrometheusDuration.Format(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(text);
}
