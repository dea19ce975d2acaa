using System.Buffers;
using System.Text.Unicode;

namespace PipelineDsl.Scraping.Series;

/// <summary>Decides whether the labels of a series may be stored. One that may not fails the scrape.</summary>
internal static class LabelNames
{
    private static readonly SearchValues<byte> s_label =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    private static readonly SearchValues<byte> s_metric =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8);

    /// <summary>Looks for a name that is not accepted.</summary>
    public static string? Check(LabelSet labels, NameValidation validation)
    {
        ReadOnlySpan<byte> metric = labels.Find("__name__"u8);
        if (metric.IsEmpty)
        {
            return $"the series has no name after relabelling: {labels}";
        }

        if (validation == NameValidation.Legacy && !IsLegacy(metric, s_metric))
        {
            return $"the series has a name that is no legacy name: {labels}";
        }

        foreach (Utf8Label label in labels)
        {
            if (label.Name.IsEmpty || !Utf8.IsValid(label.Name) || !Utf8.IsValid(label.Value))
            {
                return $"the series has an invalid name or label name: {labels}";
            }

            if (validation == NameValidation.Legacy && !IsLegacy(label.Name, s_label))
            {
                return $"the series has a label name that is no legacy name: {labels}";
            }
        }

        return null;
    }

    private static bool IsLegacy(ReadOnlySpan<byte> name, SearchValues<byte> allowed) =>
        !name.ContainsAnyExcept(allowed) && name[0] is < (byte)'0' or > (byte)'9';
}
