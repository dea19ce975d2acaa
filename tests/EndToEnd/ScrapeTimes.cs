using System.Text.Json.Nodes;

namespace PipelineDsl.EndToEnd;

/// <summary>When the targets of a fleet were scraped, as they say themselves.</summary>
internal sealed class ScrapeTimes
{
    private readonly TimeSpan _now;

    public ScrapeTimes(JsonNode json)
    {
        _now = TimeSpan.FromMilliseconds((long)json["now"]!);
        Scrapes = [.. json["targets"]!.AsArray().Select(target => target!.AsArray().Select(ms => TimeSpan.FromMilliseconds((long)ms!)).ToArray())];
    }

    public TimeSpan[][] Scrapes { get; }

    public int Count => Scrapes.Length;

    /// <summary>The longest time without a scrape, from each target's first on and up to now.</summary>
    public TimeSpan LongestGap => Scrapes.Max(times => Gaps([.. times, _now]).Max());

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

    private static IEnumerable<TimeSpan> Gaps(TimeSpan[] times) => times.Zip(times.Skip(1), (scrape, next) => next - scrape);
}
