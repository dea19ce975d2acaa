namespace PipelineDsl.Scraping.Http;

/// <summary>A scrape failed in a way that an operator can be told about.</summary>
/// <param name="reason">One word for metrics.</param>
/// <param name="message">The cause.</param>
/// <param name="inner">Where it came from.</param>
internal sealed class ScrapeException(string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The reason of bodies that are too long.</summary>
    public const string BodySizeLimit = "body_size_limit";

    /// <summary>One word for metrics.</summary>
    public string Reason { get; } = reason;
}
