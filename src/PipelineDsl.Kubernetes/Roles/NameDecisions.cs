using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Kubernetes;

/// <summary>Remembers what was decided about names in UTF-8, so that it is decided once for each. Not thread-safe.</summary>
internal sealed class NameDecisions(LabelFilter filter)
{
    /// <summary>More names than this are decided each time: somebody makes them up.</summary>
    private const int MostRemembered = 16 * 1024;

    private readonly Dictionary<byte[], bool> _known = new(Comparer.Instance);

    public bool Keeps(ReadOnlySpan<byte> name)
    {
        if (filter.KeepsAll)
        {
            return true;
        }

        Dictionary<byte[], bool>.AlternateLookup<ReadOnlySpan<byte>> known = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(name, out bool keeps))
        {
            keeps = filter.Keeps(name);
            if (_known.Count < MostRemembered)
            {
                known[name] = keeps;
            }
        }

        return keeps;
    }

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
