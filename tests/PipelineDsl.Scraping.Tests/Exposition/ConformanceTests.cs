using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

public sealed class ConformanceTests
{
    private static readonly Dictionary<string, ExpositionCase> s_cases =
        ExpositionCase.Load().Where(c => c.IsText).ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Entries_are_those_of_Prometheus(string name)
    {
        ExpositionCase given = s_cases[name];
        bool isKnown = ContentType.TryChoose(
            given.ContentType, given.Fallback is null ? null : ExpositionFormat.Text, out ExpositionFormat format, out string? error);
        List<string> entries = [];
        if (isKnown)
        {
            (entries, error) = ParsedBody.Read(given.Body, format);
        }

        entries.Select(Canonical).ShouldBe(given.Entries().Select(Canonical));
        (error is not null).ShouldBe(given.ExpectsError, error);
    }

    // The last word of a sample may be written in several ways; its bits count.
    private static string Canonical(string entry) => entry.StartsWith("sample", StringComparison.Ordinal)
        ? string.Join(' ', entry.Split(' ').Select(CanonicalNumber))
        : entry;

    private static string CanonicalNumber(string word) =>
        word is not ['+' or '-', 'I', ..] && !word.StartsWith("NaN", StringComparison.Ordinal)
        && double.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out double value)
            ? BitConverter.DoubleToInt64Bits(value).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)
            : word;
}
