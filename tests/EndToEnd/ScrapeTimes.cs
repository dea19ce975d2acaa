using System.Text.Json.Nodes;

namespace PipelineDsl.EndToEnd;

/// <summary>When the targets of a fleet were scraped, as they say themselves.</summary>
internal sealed class ScrapeTimes
{
    public ScrapeTimes(JsonNode json)
    {
        Now = TimeSpan.FromMilliseconds((long)json["now"]!);
        Scrapes = [.. json["targets"]!.AsArray().Select(target => target!.AsArray().Select(ms => TimeSpan.FromMilliseconds((long)ms!)).ToArray())];
    }

    /// <summary>When this was asked.</summary>
    public TimeSpan Now { get; }

    public TimeSpan[][] Scrapes { get; }

    public int Count => Scrapes.Length;

    /// <summary>The longest time without a scrape, from each target's first on and up to now.</summary>
    public TimeSpan LongestGap => LongestGapSince(TimeSpan.Zero);

    /// <summary>How many targets were not scraped for longer than this, once or more often, since then.</summary>
    public int Missed(TimeSpan since, TimeSpan longest) => Scrapes.Count(times => GapsSince(times, since).Any(gap => gap > longest));

    /// <summary>The longest time without a scrape that ended since.</summary>
    public TimeSpan LongestGapSince(TimeSpan since) => Scrapes.Max(times => GapsSince(times, since).Max());

    /// <summary>How many scrapes came less than half an interval after another of the same target.</summary>
    public int Doubles(TimeSpan interval) => Scrapes.Sum(times => Gaps(times).Count(gap => gap < interval / 2));

    /// <summary>In how many intervals in a row a target was scraped twice, at most.</summary>
    public int LongestDoubling(TimeSpan interval) => Scrapes.Max(times =>
    {
        int longest = 0;
        int run = 0;
        TimeSpan last = -interval * 2;
        for (int i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] >= interval / 2)
            {
                continue;
            }

            run = times[i] - last < 1.5 * interval ? run + 1 : 1;
            (last, longest) = (times[i], Math.Max(longest, run));
        }

        return longest;
    });

    private IEnumerable<TimeSpan> GapsSince(TimeSpan[] times, TimeSpan since) =>
        times.Append(Now).Zip(times.Skip(1).Append(Now), (scrape, next) => (Next: next, Gap: next - scrape)).Where(gap => gap.Next >= since).Select(gap => gap.Gap);

    private static IEnumerable<TimeSpan> Gaps(TimeSpan[] times) => times.Zip(times.Skip(1), (scrape, next) => next - scrape);
}
