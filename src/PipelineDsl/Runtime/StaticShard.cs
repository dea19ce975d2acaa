using System.Globalization;

namespace PipelineDsl.Runtime;

/// <summary>A fixed share of the targets: shard <c>Index</c> of <c>Count</c>, for programs that know nothing of each other.</summary>
/// <remarks>A shard that dies is not taken over. Another count moves no more targets than it must.</remarks>
public sealed class StaticShard : ITargetOwnership
{
    private readonly RendezvousHash _shards;

    /// <summary>Creates a share.</summary>
    /// <param name="index">Which shard this is, from 0.</param>
    /// <param name="count">How many shards there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public StaticShard(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        (Index, Count) = (index, count);
        _shards = new RendezvousHash([.. Enumerable.Range(0, count).Select(shard => shard.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>Never called: the share is fixed.</summary>
    public event Action? Changed
    {
        add { }
        remove { }
    }

    /// <summary>Which shard this is, from 0.</summary>
    public int Index { get; }

    /// <summary>How many shards there are.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public string Group => "shards";

    /// <summary>Always 0.</summary>
    public long Version => 0;

    /// <inheritdoc/>
    public bool Owns(ulong targetIdentity) => _shards.OwnerOf(targetIdentity) == Index;
}
