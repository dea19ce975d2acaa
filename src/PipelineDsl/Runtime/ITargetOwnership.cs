namespace PipelineDsl.Runtime;

/// <summary>Says which targets this replica scrapes, where several replicas share them.</summary>
/// <remarks>All members may be asked at any time, by anybody; <see cref="Owns"/> is asked for every target and must be quick.</remarks>
public interface ITargetOwnership
{
    /// <summary>The name the replicas have in common. They scrape a target at the same moments of its interval, so that one that is handed over misses none.</summary>
    string Group { get; }

    /// <summary>Grows with each change of what this replica owns.</summary>
    long Version { get; }

    /// <summary>Called after each change. Whoever listens stops what is no longer owned before it returns: only then do others hear that it is free.</summary>
    event Action? Changed;

    /// <summary>Whether this replica scrapes a target.</summary>
    /// <param name="targetIdentity">The hash of the target's labels and URL, which is the same in all replicas.</param>
    bool Owns(ulong targetIdentity);
}
