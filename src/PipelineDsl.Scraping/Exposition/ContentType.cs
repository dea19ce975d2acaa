using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Decides by the Content-Type of an answer how its body is read.</summary>
/// <remarks>Prometheus 3 fails a scrape whose type is missing or unknown unless a fallback is configured; so do we.</remarks>
internal static class ContentType
{
    private const string Protobuf = "application/vnd.google.protobuf";

    /// <summary>Chooses the format.</summary>
    /// <param name="header">The header as sent; empty when there was none.</param>
    /// <param name="fallback">What to use when the header does not say; <see langword="null"/> makes that an error.</param>
    /// <param name="format">The format to read the body in.</param>
    /// <param name="error">Why there is none.</param>
    /// <param name="acceptsProtobuf">Whether the target was asked for protobuf.</param>
    public static bool TryChoose(
        string header,
        ExpositionFormat? fallback,
        out ExpositionFormat format,
        [NotNullWhen(false)] out string? error,
        bool acceptsProtobuf = false)
    {
        error = null;
        format = fallback ?? ExpositionFormat.Text;
        string? mediaType = MediaType.Parse(header);
        switch (mediaType)
        {
            case "text/plain":
                format = ExpositionFormat.Text;
                return true;
            case "application/openmetrics-text":
                format = ExpositionFormat.OpenMetrics;
                return true;
            case Protobuf when acceptsProtobuf:
                format = ExpositionFormat.Protobuf;
                return true;
            // Read as text it would only give a baffling syntax error.
            case Protobuf:
                error = $"the target sent protobuf ({header}), which it was not asked for";
                return false;
        }

        if (fallback is not null)
        {
            return true;
        }

        error = header.Length == 0 ? "the target sent no Content-Type" : $"the target sent the Content-Type '{header}', which is no metrics format";
        return false;
    }
}
