using System.Text;

namespace PipelineDsl.Scraping.Series;

/// <summary>Holds the labels of a new series to the limits on them. One series beyond fails the scrape.</summary>
internal static class LabelLimits
{
    /// <summary>Looks for a limit that labels exceed.</summary>
    /// <param name="labels">The final labels; the name counts as one.</param>
    /// <param name="limits">The limits.</param>
    public static ScrapeFailure? Check(LabelSet labels, ScrapeLimits limits)
    {
        if (limits.Labels > 0 && labels.Count > limits.Labels)
        {
            return Fail("label_limit", labels, $"has {labels.Count} labels, the limit is {limits.Labels}");
        }

        if (limits.LabelNameLength == 0 && limits.LabelValueLength == 0)
        {
            return null;
        }

        foreach (Utf8Label label in labels)
        {
            if (limits.LabelNameLength > 0 && label.Name.Length > limits.LabelNameLength)
            {
                return Fail(
                    "label_name_length_limit", labels, $"has the label name {Shorten(label.Name)} of {label.Name.Length} bytes, the limit is {limits.LabelNameLength}");
            }

            if (limits.LabelValueLength > 0 && label.Value.Length > limits.LabelValueLength)
            {
                return Fail(
                    "label_value_length_limit",
                    labels,
                    $"has in {Shorten(label.Name)} the value {Shorten(label.Value)} of {label.Value.Length} bytes, the limit is {limits.LabelValueLength}");
            }
        }

        return null;
    }

    private static ScrapeFailure Fail(string limit, LabelSet labels, string what) =>
        new(limit, $"{limit} exceeded: the metric {Shorten(labels.Find("__name__"u8))} {what}");

    private static string Shorten(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.Length > 50 ? text[..50] : text);
}
