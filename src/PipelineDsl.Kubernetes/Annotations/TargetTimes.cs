using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>The interval and the timeout that annotations ask for. Where one is wrong the pipeline's own holds: the target is scraped.</summary>
internal sealed class TargetTimes(AnnotationOptions options, AnnotationLabels at)
{
    private TimeSpan? _interval;
    private TimeSpan? _timeout;

    /// <summary>Hears of a problem.</summary>
    public delegate void ProblemHandler(string annotation, ReadOnlySpan<byte> value, string reason, string mend);

    public void Read(LabelSet discovered, ProblemHandler add)
    {
        _interval = ReadOne(discovered, at.Interval, options.Annotations.MetricsScrapeInterval, "interval", add);
        _timeout = ReadOne(discovered, at.Timeout, options.Annotations.MetricsScrapeTimeout, "timeout", add);
        TimeSpan interval = _interval ?? options.ScrapeInterval;
        if (_timeout > interval)
        {
            string limit = PrometheusDuration.Format(interval);
            add(options.Annotations.MetricsScrapeTimeout, discovered.Find(at.Timeout!), "TimeoutTooLong",
                $"it is longer than the interval, {limit}; write a shorter timeout or a longer interval. Meanwhile the timeout is {limit}.");
            _timeout = interval;
        }

        // A short interval that was asked for is no mistake: the pipeline's timeout gives way.
        TimeSpan usual = options.ScrapeTimeout ?? TimeSpan.FromSeconds(10);
        _timeout ??= _interval < usual ? _interval : null;
    }

    /// <summary>Sets what differs from the pipeline's own.</summary>
    public void AddTo(LabelSetBuilder labels)
    {
        Set(labels, "__scrape_interval__"u8, _interval);
        Set(labels, "__scrape_timeout__"u8, _timeout);
    }

    private static TimeSpan? ReadOne(LabelSet discovered, byte[]? label, string annotation, string what, ProblemHandler add)
    {
        ReadOnlySpan<byte> value = label is null ? default : discovered.Find(label);
        if (value.IsEmpty)
        {
            return null;
        }

        if (PrometheusDuration.TryParse(Encoding.UTF8.GetString(value), out TimeSpan duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        add(annotation, value, "InvalidDuration", $"write a duration above 0, such as 30s or 1m30s. Meanwhile the {what} is the pipeline's.");
        return null;
    }

    private static void Set(LabelSetBuilder labels, ReadOnlySpan<byte> name, TimeSpan? duration)
    {
        if (duration is { } known)
        {
            labels.Set(name, Encoding.UTF8.GetBytes(PrometheusDuration.Format(known)));
        }
    }
}
