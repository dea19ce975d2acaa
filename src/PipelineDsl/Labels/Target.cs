using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>Labels that decide how a target is scraped, whatever its role. Rules before the scrape may read and write them.</summary>
public static class Target
{
    /// <summary>Host and port: <c>__address__</c>.</summary>
    [LabelName("__address__")]
    public static Label Address { get; } = new("__address__");

    /// <summary><c>http</c> or <c>https</c>: <c>__scheme__</c>.</summary>
    [LabelName("__scheme__")]
    public static Label Scheme { get; } = new("__scheme__");

    /// <summary>The path: <c>__metrics_path__</c>.</summary>
    [LabelName("__metrics_path__")]
    public static Label MetricsPath { get; } = new("__metrics_path__");

    /// <summary>Time between scrapes, as <c>30s</c>: <c>__scrape_interval__</c>.</summary>
    [LabelName("__scrape_interval__")]
    public static Label ScrapeInterval { get; } = new("__scrape_interval__");

    /// <summary>The longest a scrape may take, as <c>10s</c>: <c>__scrape_timeout__</c>.</summary>
    [LabelName("__scrape_timeout__")]
    public static Label ScrapeTimeout { get; } = new("__scrape_timeout__");

    /// <summary>A URL parameter: <c>__param_name</c>.</summary>
    /// <param name="name">The parameter's name.</param>
    [LabelNamePrefix("__param_")]
    public static Label Param(string name) => new("__param_" + name);
}
