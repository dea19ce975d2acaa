using PipelineDsl.Scraping.Exposition;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Scraping.Tests.Series;

/// <summary>What a target's scrapes come to, without any memory of lines: every body is parsed from scratch.</summary>
internal sealed class NaiveTarget(SeriesContext context)
{
    private readonly SeriesLabeler _labeler = new();
    private readonly SampleLabels _exposed = new();
    // What storages know of a series does not end with it; it only matters for targets that bring timestamps.
    private bool _bringsTimestamps;
    private readonly Dictionary<string, long> _last = [];
    private HashSet<string> _tracked = [];

    public List<string> Scrape(byte[] body, ExpositionFormat format, long time)
    {
        var samples = new List<string>();
        var tracked = new HashSet<string>();
        var seen = new HashSet<string>();
        if (Parse(body, format) is not { Count: > 0 } lines)
        {
            return EndAll(samples, tracked, time);
        }

        foreach ((string? labels, double value, long? timestamp) in lines)
        {
            if (labels is null || (!seen.Add(labels) && timestamp is null))
            {
                continue;
            }

            _bringsTimestamps |= timestamp is not null;
            long at = timestamp ?? time;
            long last = _last.GetValueOrDefault(labels, long.MinValue);
            if (at > time + 600_000 || at < last)
            {
                continue;
            }

            if (timestamp is null || context.Options.TrackTimestampsStaleness)
            {
                tracked.Add(labels);
            }

            if (at > last)
            {
                _last[labels] = at;
                samples.Add($"{labels} {value:R} {at}");
            }
        }

        EndAll(samples, tracked, time);
        foreach (string gone in _bringsTimestamps ? [] : _last.Keys.Except(seen).ToList())
        {
            _last.Remove(gone);
        }

        return samples;
    }

    private List<string> EndAll(List<string> samples, HashSet<string> tracked, long time)
    {
        foreach (string labels in _tracked.Except(tracked).Order(StringComparer.Ordinal))
        {
            if (time > _last.GetValueOrDefault(labels, long.MinValue))
            {
                samples.Add($"{labels} stale {time}");
                _last[labels] = time;
            }
        }

        _tracked = tracked;
        return samples;
    }

    private List<(string? Labels, double Value, long? Timestamp)>? Parse(byte[] body, ExpositionFormat format)
    {
        var parser = new ExpositionParser(body, format, new LabelSlices(), new LabelSlices());
        var lines = new List<(string?, double, long?)>();
        while (parser.MoveToSample())
        {
            parser.CopyLabels(_exposed);
            LabelSet? labels = _labeler.Label(_exposed, context, out string? error);
            if (error is not null)
            {
                return null;
            }

            lines.Add((labels?.ToString(), parser.Value, parser.HasTimestamp && context.Options.HonorTimestamps ? parser.Timestamp : null));
        }

        return parser.Error is null ? lines : null;
    }
}
