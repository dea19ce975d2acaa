namespace PipelineDsl.Delivery;

/// <summary>Compresses a template so that values stay literal. Slower and tighter than <see cref="SnappyEncoder"/>: it runs once for many scrapes.</summary>
internal sealed class FrameEncoder
{
    private const int HashBits = 15;
    private const int MostOffset = ushort.MaxValue;
    private const int LeastMatch = 4;

    /// <summary>The places tried for each match.</summary>
    private const int MostTries = 16;

    /// <summary>A match so long is good enough.</summary>
    private const int GoodMatch = 192;

    private readonly int[] _heads = new int[1 << HashBits];
    private readonly RequestBuffer _output = new();
    private readonly List<ushort> _gaps = [];
    private readonly List<int> _timestampBytes = [];
    private int[] _previous = [];
    private int _lastHoleEnd;
    private bool _gapTooWide;

    public int Capacity => _previous.Length;

    /// <returns>The segment; <see langword="null"/> if its series are too long for one.</returns>
    public FrameSegment? Encode(FrameTemplate template)
    {
        ReadOnlySpan<ushort> places = template.Places;
        Reset(places.Length);
        int literal = 0;
        int hashed = 0;
        for (int at = 0; at < places.Length;)
        {
            if (places[at] == FrameTemplate.Value)
            {
                at++;
                continue;
            }

            Insert(places, ref hashed, at);
            int length = Find(places, at, out int offset);
            if (length < LeastMatch || (length == LeastMatch && offset >= 1 << 11))
            {
                at++;
                continue;
            }

            Insert(places, ref hashed, at + 1);
            if (length < GoodMatch && at + 1 < places.Length && places[at + 1] != FrameTemplate.Value
                && Find(places, at + 1, out _) > length + 1)
            {
                at++;
                continue;
            }

            WriteLiteral(places, literal, at);
            Span<byte> copy = _output.Reserve((length / 20) + 8);
            _output.Advance(SnappyEncoder.WriteCopy(copy, offset, length));
            at += length;
            literal = at;
        }

        WriteLiteral(places, literal, places.Length);
        return _gapTooWide ? null : new FrameSegment(_output.Written.ToArray(), [.. _gaps], [.. _timestampBytes], places.Length);
    }

    private void Reset(int length)
    {
        _output.Clear();
        _gaps.Clear();
        _timestampBytes.Clear();
        (_lastHoleEnd, _gapTooWide) = (0, false);
        Array.Fill(_heads, -1);
        if (_previous.Length < length)
        {
            _previous = new int[length];
        }
    }

    private void Insert(ReadOnlySpan<ushort> places, ref int hashed, int until)
    {
        for (int end = Math.Min(until, places.Length - LeastMatch + 1); hashed < end; hashed++)
        {
            int slot = Hash(places[hashed..]);
            (_previous[hashed], _heads[slot]) = (_heads[slot], hashed);
        }
    }

    private int Find(ReadOnlySpan<ushort> places, int at, out int offset)
    {
        int best = 0;
        offset = 0;
        if (at + LeastMatch > places.Length)
        {
            return 0;
        }

        // A match ends before the next value.
        ReadOnlySpan<ushort> rest = places[at..];
        int most = rest.IndexOf(FrameTemplate.Value);
        rest = most < 0 ? rest : rest[..most];
        int candidate = _heads[Hash(places[at..])];
        for (int tries = 0; candidate >= 0 && at - candidate <= MostOffset && tries < MostTries; tries++)
        {
            int length = places[candidate..].CommonPrefixLength(rest);
            if (length > best)
            {
                (best, offset) = (length, at - candidate);
                if (length >= GoodMatch)
                {
                    break;
                }
            }

            candidate = _previous[candidate];
        }

        return best;
    }

    private void WriteLiteral(ReadOnlySpan<ushort> places, int start, int end)
    {
        while (start < end)
        {
            int length = Math.Min(end - start, SnappyEncoder.FragmentSize);
            Span<byte> destination = _output.Reserve(length + 3);
            int head = SnappyEncoder.WriteLiteralHead(destination, length);
            _output.Advance(head);
            for (int i = 0; i < length; i++)
            {
                destination[head + i] = (byte)places[start + i];
                Note(places, start + i);
                _output.Advance(1);
            }

            start += length;
        }
    }

    private void Note(ReadOnlySpan<ushort> places, int at)
    {
        ushort place = places[at];
        if (place >= FrameTemplate.Timestamp)
        {
            _timestampBytes.Add((_output.Length << 3) | (place - FrameTemplate.Timestamp));
        }
        else if (place == FrameTemplate.Value && (at == 0 || places[at - 1] != FrameTemplate.Value))
        {
            int gap = _output.Length - _lastHoleEnd;
            int width = places[at..].IndexOfAnyExcept(FrameTemplate.Value) is > 0 and var end ? end : places.Length - at;
            _gapTooWide |= gap > FrameSegment.MostGap;
            _gaps.Add(FrameSegment.Gap(gap, isNarrow: width == FrameTemplate.NarrowBytes));
            _lastHoleEnd = _output.Length + width;
        }
    }

    private static int Hash(ReadOnlySpan<ushort> places) =>
        (int)((places[0] + (places[1] * 0x9E3779B1u) + (places[2] * 0x85EBCA77u) + (places[3] * 0xC2B2AE3Du)) * 0x27D4EB2Fu >> (32 - HashBits));
}
