using Microsoft.Extensions.Logging;

namespace PipelineDsl.Scraping.Diagnostics;

/// <summary>What operators read. A line for each change, never one for each scrape.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Pipeline}: target added {Url} {Labels}")]
    public static partial void TargetAdded(this ILogger logger, string pipeline, Uri url, LabelText labels);

    [LoggerMessage(LogLevel.Information, "{Pipeline}: target gone {Url} {Labels}")]
    public static partial void TargetGone(this ILogger logger, string pipeline, Uri url, LabelText labels);

    [LoggerMessage(LogLevel.Information, "{Pipeline}: {Won} targets taken from other replicas, {Lost} handed over: {Active} are scraped here, {Others} elsewhere")]
    public static partial void TargetsShared(this ILogger logger, string pipeline, int won, int lost, int active, int others);

    [LoggerMessage(LogLevel.Debug, "{Pipeline}: target of {Group} dropped by rule {Rule}")]
    public static partial void TargetDropped(this ILogger logger, string pipeline, string group, string rule);

    [LoggerMessage(LogLevel.Warning, "{Pipeline}: target cannot be scraped, {Reason}: {Labels}")]
    public static partial void TargetInvalid(this ILogger logger, string pipeline, string reason, LabelText labels);

    [LoggerMessage(LogLevel.Warning, "{Pipeline}: scrapes of {Url} fail: {Reason}")]
    public static partial void ScrapeFails(this ILogger logger, string pipeline, Uri url, string reason);

    [LoggerMessage(LogLevel.Information, "{Pipeline}: scrapes of {Url} succeed again")]
    public static partial void ScrapeRecovered(this ILogger logger, string pipeline, Uri url);

    [LoggerMessage(LogLevel.Warning, "{Pipeline}: {Url} exposes more than {Limit} series: {LeftOut} samples of new ones are left out")]
    public static partial void SeriesLimited(this ILogger logger, string pipeline, Uri url, long limit, int leftOut);

    [LoggerMessage(LogLevel.Warning, "{Pipeline}: no target is scraped: {Reason}")]
    public static partial void TargetsLimited(this ILogger logger, string pipeline, string reason);

    [LoggerMessage(LogLevel.Error, "{Pipeline}: the scrape of {Url} met an unexpected error")]
    public static partial void ScrapeBroken(this ILogger logger, Exception exception, string pipeline, Uri url);

    [LoggerMessage(LogLevel.Warning, "The list of targets at {Url} cannot be read, its last targets stay: {Reason}")]
    public static partial void ListFails(this ILogger logger, Uri url, string reason);

    [LoggerMessage(LogLevel.Information, "The list of targets at {Url} can be read again: {Groups} groups, {Targets} targets")]
    public static partial void ListRecovered(this ILogger logger, Uri url, int groups, int targets);

    [LoggerMessage(LogLevel.Warning, "The targets of {Origin} cannot be read, the last ones stay: {Reason}")]
    public static partial void OriginFails(this ILogger logger, string origin, string reason);

    [LoggerMessage(LogLevel.Information, "The targets of {Origin} can be read again")]
    public static partial void OriginRecovered(this ILogger logger, string origin);

    [LoggerMessage(LogLevel.Warning, "Changes in {Directory} are not noticed at once, its files are read every {Interval}: {Reason}")]
    public static partial void CannotWatch(this ILogger logger, string directory, TimeSpan interval, string reason);
}
