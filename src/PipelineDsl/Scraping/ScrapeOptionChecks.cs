namespace PipelineDsl;

/// <summary>Finds options of a scrape that contradict themselves or each other.</summary>
internal static class ScrapeOptionChecks
{
    /// <summary>Checks options.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names it and the mend.</exception>
    public static void Check(ScrapeOptions options)
    {
        options.Http.Validate();
        Demand(options.Interval > TimeSpan.Zero, $"The scrape interval is {options.Interval}: it must be above 0.");
        TimeSpan timeout = options.EffectiveTimeout;
        Demand(
            timeout > TimeSpan.Zero && timeout <= options.Interval,
            $"The scrape timeout is {timeout}: it must be above 0 and not longer than the interval, {options.Interval}.");
        Demand(options.Scheme is "http" or "https", $"The scheme is '{options.Scheme}': it must be http or https.");
        Demand(options.JobName is not "", "The job name is empty: leave it out to use the pipeline's name.");
        CheckParams(options);
        CheckProtocols(options);
        CheckLimits(options.Limits);
        Demand(
            options is not { NameValidation: NameValidation.Legacy, NameEscaping: NameEscaping.AllowUtf8 },
            "Names are asked for as they are, but only legacy names are accepted: choose another escaping, or accept UTF-8.");
    }

    private static void CheckParams(ScrapeOptions options)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ScrapeParam param in options.Params)
        {
            Demand(param.Name.Length > 0, "A parameter of the URL has no name: name it or leave it out.");
            Demand(names.Add(param.Name), $"The parameter '{param.Name}' is there twice: give it all its values at once.");
        }
    }

    private static void CheckProtocols(ScrapeOptions options)
    {
        var protocols = new HashSet<ScrapeProtocol>();
        foreach (ScrapeProtocol protocol in options.Protocols)
        {
            Demand(protocols.Add(protocol), $"The protocol {protocol} is asked for twice: name it once.");
        }

        HistogramOptions histograms = options.Histograms;
        Demand(
            !histograms.ScrapeNative || protocols.Count == 0 || protocols.Contains(ScrapeProtocol.PrometheusProto),
            $"Native histograms come over protobuf only: put {nameof(ScrapeProtocol.PrometheusProto)} among the protocols, or name none.");
        Demand(histograms.MinBucketFactor >= 0, $"The least bucket factor is {histograms.MinBucketFactor}: it must be 0 or above.");
    }

    private static void CheckLimits(ScrapeLimits limits)
    {
        ReadOnlySpan<(string Name, long Value)> all =
        [
            (nameof(limits.BodySize), limits.BodySize), (nameof(limits.Samples), limits.Samples), (nameof(limits.Labels), limits.Labels),
            (nameof(limits.LabelNameLength), limits.LabelNameLength), (nameof(limits.LabelValueLength), limits.LabelValueLength),
            (nameof(limits.Targets), limits.Targets), (nameof(limits.Series), limits.Series),
            (nameof(limits.NativeHistogramBuckets), limits.NativeHistogramBuckets), (nameof(limits.KeepDroppedTargets), limits.KeepDroppedTargets),
        ];
        foreach ((string name, long value) in all)
        {
            Demand(value >= 0, $"The limit {name} is {value}: it must be above 0, or 0 for the default.");
        }
    }

    private static void Demand(bool isTrue, string message)
    {
        if (!isTrue)
        {
            throw new ArgumentException(message);
        }
    }
}
