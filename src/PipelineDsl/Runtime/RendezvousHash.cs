using System.Text;

namespace PipelineDsl.Runtime;

/// <summary>Rendezvous hashing: each member has a weight for each key, and the heaviest owns it.</summary>
/// <remarks>A member that joins takes keys from all others and moves none between them; one that leaves gives its own to all others.</remarks>
internal sealed class RendezvousHash
{
    private const ulong FnvStart = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly ulong[] _seeds;

    /// <param name="members">The members' names, each once.</param>
    public RendezvousHash(IReadOnlyList<string> members)
    {
        Members = members;
        _seeds = [.. members.Select(Seed)];
    }

    public IReadOnlyList<string> Members { get; }

    /// <summary>The index of the member that owns a key; -1 if there is none.</summary>
    public int OwnerOf(ulong key)
    {
        int owner = -1;
        ulong heaviest = 0;
        for (int i = 0; i < _seeds.Length; i++)
        {
            ulong weight = Mix(key ^ _seeds[i]);
            // Equal weights are told apart by the seed, since members may be listed in any order.
            if (owner < 0 || weight > heaviest || (weight == heaviest && _seeds[i] > _seeds[owner]))
            {
                (owner, heaviest) = (i, weight);
            }
        }

        return owner;
    }

    // The mix makes names that differ in their last digit differ in all bits.
    private static ulong Seed(string member)
    {
        ulong hash = FnvStart;
        foreach (byte b in Encoding.UTF8.GetBytes(member))
        {
            hash = (hash ^ b) * FnvPrime;
        }

        return Mix(hash);
    }

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
