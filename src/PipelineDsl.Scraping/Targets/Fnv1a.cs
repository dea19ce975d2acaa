namespace PipelineDsl.Scraping.Targets;

/// <summary>FNV-1a with 64 bits: the same in every process, so that replicas agree on a target's identity.</summary>
internal static class Fnv1a
{
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }

    /// <summary>Adds a byte that no UTF-8 text holds, so that neighbours do not run into each other.</summary>
    public static ulong AddEnd(ulong hash) => (hash ^ 0xff) * Prime;
}
