namespace PipelineDsl.Delivery;

/// <summary>Which series a scrape had, in which order: two scrapes of the same shape have, but for chance, the same.</summary>
internal readonly record struct ScrapeShape(int Count, ulong Hash)
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <returns>Whether all samples have the same timestamp, and one that frames can hold.</returns>
    public static bool TryRead(ReadOnlySpan<StagedSample> samples, out ScrapeShape shape)
    {
        shape = default;
        if (samples.IsEmpty || !FrameTemplate.Fits(samples[0].Timestamp))
        {
            return false;
        }

        ulong hash = 0;
        foreach (ref readonly StagedSample sample in samples)
        {
            if (sample.Timestamp != samples[0].Timestamp)
            {
                return false;
            }

            hash = (hash ^ (uint)sample.Number) * Multiplier;
            hash ^= hash >> 32;
        }

        shape = new ScrapeShape(samples.Length, hash);
        return true;
    }
}
