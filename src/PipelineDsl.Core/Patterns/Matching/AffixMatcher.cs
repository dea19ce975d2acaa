using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PipelineDsl.Patterns;

/// <summary>Tells whether a text begins, or ends, with one of several literals, of which by then at most one comes into question.</summary>
internal sealed class AffixMatcher : TextMatcher
{
    // Up to as many are compared one by one; so are those that have one byte in common, the one that tells most of them apart.
    private const int MaxAtOnce = 4;
    private const int MaxInBucket = 16;

    private readonly Entry[] _entries;
    private readonly ushort[]? _buckets;
    private readonly int _telling;
    private readonly int _minLength;
    private readonly int _more;
    private readonly bool _fromEnd;

    private AffixMatcher(byte[][] affixes, bool fromEnd, bool hasMore)
    {
        _fromEnd = fromEnd;
        _more = hasMore ? 1 : 0;
        _minLength = affixes.Min(static affix => affix.Length);
        if (affixes.Length > MaxAtOnce)
        {
            _telling = MostTelling(affixes);
            affixes = [.. affixes.OrderBy(affix => affix[At(affix, _telling)])];
            _buckets = new ushort[257];
            foreach (byte[] affix in affixes)
            {
                _buckets[affix[At(affix, _telling)] + 1]++;
            }

            for (int i = 1; i < _buckets.Length; i++)
            {
                _buckets[i] += _buckets[i - 1];
            }
        }

        _entries = Array.ConvertAll(affixes, affix => new Entry(affix, fromEnd));
    }

    /// <summary>The matcher of a shape of affixes; null if too many of them are too much alike.</summary>
    public static AffixMatcher? TryCreate(PatternShape shape)
    {
        bool fromEnd = shape.Kind is PatternShapeKind.Suffix or PatternShapeKind.SuffixSet;
        bool isSet = shape.Kind is PatternShapeKind.PrefixSet or PatternShapeKind.SuffixSet;
        var matcher = new AffixMatcher(isSet ? [.. shape.Literals] : [shape.Literal], fromEnd, shape.HasMoreBefore || shape.HasMoreAfter);
        return matcher.LargestBucket() <= MaxInBucket ? matcher : null;
    }

    public override bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < _minLength + _more)
        {
            return false;
        }

        int at = 0;
        int end = _entries.Length;
        if (_buckets is { } buckets)
        {
            byte telling = utf8[_fromEnd ? utf8.Length - 1 - _telling : _telling];
            at = buckets[telling];
            end = buckets[telling + 1];
        }

        ulong near = _fromEnd ? TextWords.Last(utf8) : TextWords.First(utf8);
        for (; at < end; at++)
        {
            ref readonly Entry entry = ref _entries[at];
            if (((near ^ entry.Near) & entry.NearMask) == 0)
            {
                // No other affix agrees with the text so far unless both are long.
                if (utf8.Length >= entry.Length + _more && (entry.Length <= TextWords.Size || HasRest(entry, utf8)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool HasRest(in Entry entry, ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> part = _fromEnd ? utf8[^entry.Length..] : utf8[..entry.Length];
        ulong far = BinaryPrimitives.ReadUInt64LittleEndian(_fromEnd ? part : part[^TextWords.Size..]);
        return far == entry.Far && (entry.Length <= 2 * TextWords.Size || part.SequenceEqual(entry.Literal));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int At(byte[] affix, int position) => _fromEnd ? affix.Length - 1 - position : position;

    private int MostTelling(byte[][] affixes) => Enumerable.Range(0, _minLength)
        .OrderByDescending(position => affixes.Select(affix => affix[At(affix, position)]).Distinct().Count())
        .First();

    private int LargestBucket()
    {
        int largest = 0;
        for (int i = 1; i < (_buckets?.Length ?? 0); i++)
        {
            largest = Math.Max(largest, _buckets![i] - _buckets[i - 1]);
        }

        return largest;
    }

    private readonly struct Entry
    {
        public readonly ulong Near;
        public readonly ulong NearMask;
        public readonly ulong Far;
        public readonly int Length;
        public readonly byte[] Literal;

        public Entry(byte[] affix, bool fromEnd)
        {
            int unused = 8 * (TextWords.Size - Math.Min(affix.Length, TextWords.Size));
            Near = fromEnd ? TextWords.Last(affix) : TextWords.First(affix);
            NearMask = fromEnd ? ulong.MaxValue << unused : ulong.MaxValue >> unused;
            Far = fromEnd ? TextWords.First(affix) : TextWords.Last(affix);
            Near &= NearMask;
            Length = affix.Length;
            Literal = affix;
        }
    }
}
