namespace PipelineDsl;

/// <summary>How targets are scraped. Labels of a target, such as <c>__metrics_path__</c>, win over these options.</summary>
public sealed record ScrapeOptions
{
    /// <summary>The options where nothing was said.</summary>
    public static ScrapeOptions Default { get; } = new();

    /// <summary>The label <c>job</c> of targets that have none. The default value is <see langword="null"/>: the pipeline's name.</summary>
    public string? JobName { get; init; }

    /// <summary>Time between two scrapes of a target. The default value is 1 minute.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest a scrape may take; not more than <see cref="Interval"/>. The default value is <see langword="null"/>:
    /// 10 seconds, or the interval if that is shorter.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The path of the metrics. The default value is <c>/metrics</c>.</summary>
    public string MetricsPath { get; init; } = "/metrics";

    /// <summary><c>http</c> or <c>https</c>. The default value is <c>http</c>.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Whether a label that a target exposes wins over the target's own of the same name. The default value is
    /// <see langword="false"/>: the exposed label is renamed with the prefix <c>exported_</c>.</summary>
    public bool HonorLabels { get; init; }

    /// <summary>Whether timestamps that a target exposes are used. The default value is <see langword="true"/>.</summary>
    public bool HonorTimestamps { get; init; } = true;

    internal TimeSpan EffectiveTimeout => Timeout ?? (Interval < TimeSpan.FromSeconds(10) ? Interval : TimeSpan.FromSeconds(10));

    internal void Validate()
    {
        if (Interval <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The scrape interval is {Interval}: it must be above 0.");
        }

        if (EffectiveTimeout <= TimeSpan.Zero || EffectiveTimeout > Interval)
        {
            throw new ArgumentException($"The scrape timeout is {EffectiveTimeout}: it must be above 0 and not longer than the interval, {Interval}.");
        }

        if (Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"The scheme is '{Scheme}': it must be http or https.");
        }

        if (JobName is "")
        {
            throw new ArgumentException("The job name is empty: leave it out to use the pipeline's name.");
        }
    }
}
