namespace PipelineDsl.Scraping.Series;

/// <summary>64-bit hashes of label sets: by them two lines are found to be the same series.</summary>
internal static class LabelHash
{
    public static ulong Compute(LabelSet labels)
    {
        ulong hash = 0;
        foreach (Utf8Label label in labels)
        {
            hash = LineHash.Compute(label.Value, LineHash.Compute(label.Name, hash));
        }

        return hash;
    }
}
