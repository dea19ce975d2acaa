using PipelineDsl.Discovery;
using PipelineDsl.Http;

namespace PipelineDsl;

/// <summary>How targets are scraped. Labels of a target, such as <c>__metrics_path__</c>, win over these options.</summary>
public sealed record ScrapeOptions
{
    private static readonly ScrapeProtocol[] s_textProtocols =
    [
        ScrapeProtocol.OpenMetricsText100, ScrapeProtocol.OpenMetricsText001, ScrapeProtocol.PrometheusText100, ScrapeProtocol.PrometheusText004,
    ];

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

    /// <summary>Whether series with timestamps of their own get stale markers too when they vanish. The default value is <see langword="false"/>.</summary>
    public bool TrackTimestampsStaleness { get; init; }

    /// <summary>Parameters of the URL. The default value is empty.</summary>
    public ValueList<ScrapeParam> Params { get; init; } = [];

    /// <summary>How targets are connected to.</summary>
    public HttpClientOptions Http { get; init; } = HttpClientOptions.Default;

    /// <summary>Whether targets may compress. The default value is <see langword="true"/>.</summary>
    public bool EnableCompression { get; init; } = true;

    /// <summary>How much a scrape may bring. The default value is no limit.</summary>
    public ScrapeLimits Limits { get; init; } = ScrapeLimits.None;

    /// <summary>The formats asked for, the best first. The default value is empty: OpenMetrics 1.0.0 and 0.0.1, text 1.0.0 and 0.0.4, and
    /// protobuf before them where native histograms are scraped.</summary>
    public ValueList<ScrapeProtocol> Protocols { get; init; } = [];

    /// <summary>The format of answers whose content type says none. The default value is <see langword="null"/>: such a scrape fails, as in
    /// Prometheus 3.</summary>
    public ScrapeProtocol? FallbackProtocol { get; init; }

    /// <summary>Which histograms are taken, and as what.</summary>
    public HistogramOptions Histograms { get; init; } = HistogramOptions.Default;

    /// <summary>Which names are accepted. The default value is <see cref="NameValidation.Utf8"/>.</summary>
    public NameValidation NameValidation { get; init; }

    /// <summary>How targets are asked to write names. The default value is <see langword="null"/>: as they are, or with underscores where
    /// only legacy names are accepted.</summary>
    public NameEscaping? NameEscaping { get; init; }

    /// <summary>Whether <c>scrape_timeout_seconds</c>, <c>scrape_sample_limit</c> and <c>scrape_body_size_bytes</c> are reported too. The
    /// default value is <see langword="false"/>.</summary>
    public bool ExtraMetrics { get; init; }

    internal TimeSpan EffectiveTimeout => Timeout ?? (Interval < TimeSpan.FromSeconds(10) ? Interval : TimeSpan.FromSeconds(10));

    /// <summary>The formats asked for where <see cref="Protocols"/> is empty.</summary>
    internal ValueList<ScrapeProtocol> EffectiveProtocols => Protocols.Count > 0 ? Protocols : Histograms.ScrapeNative
        ? [ScrapeProtocol.PrometheusProto, .. s_textProtocols]
        : [.. s_textProtocols];

    internal NameEscaping EffectiveEscaping =>
        NameEscaping ?? (NameValidation == NameValidation.Legacy ? PipelineDsl.NameEscaping.Underscores : PipelineDsl.NameEscaping.AllowUtf8);

    internal void Validate() => ScrapeOptionChecks.Check(this);
}
