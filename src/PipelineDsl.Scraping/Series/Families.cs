using System.Buffers;
using System.Text;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>What a body tells of its metrics in TYPE, HELP and UNIT lines. Kept between bodies for its memory.</summary>
internal sealed class Families
{
    private readonly List<Family> _families = [];
    private readonly HashIndex _index = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private int _last;
    private int _most = 64;

    /// <summary>A hash of each family with all that is told of it.</summary>
    public IEnumerable<ulong> Hashes => _families.Select(HashOf);

    /// <summary>A hash of it all; 0 if nothing is told.</summary>
    public ulong Hash
    {
        get
        {
            ulong hash = 0;
            foreach (Family family in _families)
            {
                hash = (hash * 31) + HashOf(family);
            }

            return hash;
        }
    }

    public void Clear()
    {
        _most = Math.Max(_most, _families.Count);
        _families.Clear();
        _index.Clear();
        _text.ResetWrittenCount();
        _last = -1;
    }

    /// <summary>Reads the comments of a text, without what stands between them.</summary>
    public void Scan(ReadOnlySpan<byte> body, ExpositionFormat format, ExpositionWorkspace workspace)
    {
        var parser = new ExpositionParser(body, format, workspace.LabelSlices, workspace.ExemplarSlices);
        for (int at = body.StartsWith("#"u8) ? 0 : NextComment(body, 0); at >= 0; at = NextComment(body, parser.Position - 1))
        {
            parser.Seek(at, MetricKind.Unknown);
            if (!parser.MoveNext())
            {
                return;
            }

            Add(parser.Entry, parser.Name, parser.Text, parser.Kind, format);
        }
    }

    /// <summary>Takes the entry that a reader stands at, if it tells of a metric.</summary>
    public void Add(ref ExpositionReader reader)
    {
        if (reader.Entry is ExpositionEntry.Type or ExpositionEntry.Help or ExpositionEntry.Unit)
        {
            int start = _text.WrittenCount;
            if (reader.Entry != ExpositionEntry.Type)
            {
                reader.WriteText(_text);
            }

            Note(reader.Entry, reader.Name, start.._text.WrittenCount, reader.Kind);
        }
    }

    /// <summary>The family of a series, by the series' name: as it is, or without the suffix that the family's type gives it.</summary>
    public MetricMetadata? Find(ReadOnlySpan<byte> series)
    {
        int place = FindExact(series);
        if (place < 0 && series.LastIndexOf((byte)'_') is > 0 and int end)
        {
            place = FindExact(series[..end]);
            place = place >= 0 && IsSuffix(_families[place].Kind, series[end..]) ? place : -1;
        }

        return place < 0 ? null : Describe(place);
    }

    /// <summary>Whether the family is not among some others.</summary>
    public bool IsNew(ReadOnlySpan<byte> family, ReadOnlySpan<ulong> known) =>
        FindExact(family) is >= 0 and int place && known.BinarySearch(HashOf(_families[place])) < 0;

    private static int NextComment(ReadOnlySpan<byte> body, int from)
    {
        int at = body[from..].IndexOf("\n#"u8);
        return at < 0 ? -1 : from + at + 1;
    }

    private void Add(ExpositionEntry entry, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, MetricKind kind, ExpositionFormat format)
    {
        if (entry is not (ExpositionEntry.Type or ExpositionEntry.Help or ExpositionEntry.Unit))
        {
            return;
        }

        int start = _text.WrittenCount;
        if (entry == ExpositionEntry.Help && EscapedText.IsEscaped(text))
        {
            _text.Advance(EscapedText.Unescape(text, _text.GetSpan(text.Length), quotes: format == ExpositionFormat.OpenMetrics));
        }
        else if (entry != ExpositionEntry.Type)
        {
            _text.Write(text);
        }

        Note(entry, name, start.._text.WrittenCount, kind);
    }

    private void Note(ExpositionEntry entry, ReadOnlySpan<byte> name, Range text, MetricKind kind)
    {
        if (_last < 0 || !name.SequenceEqual(Text(_families[_last].Name)))
        {
            _last = FindExact(name);
        }

        if (_last < 0)
        {
            _last = _families.Count;
            if (!_index.IsBuilt)
            {
                _index.Build(_most);
            }

            _index.TryAdd(LineHash.Compute(name, 0), _last);
            int start = _text.WrittenCount;
            _text.Write(name);
            _families.Add(new Family { Name = start.._text.WrittenCount, Help = 0..0, Unit = 0..0 });
        }

        Family family = _families[_last];
        _families[_last] = entry switch
        {
            ExpositionEntry.Type => family with { Kind = kind },
            ExpositionEntry.Help => family with { Help = text },
            _ => family with { Unit = text },
        };
    }

    private int FindExact(ReadOnlySpan<byte> name) => _index.IsBuilt && _index.TryGet(LineHash.Compute(name, 0), out int place) ? place : -1;

    private MetricMetadata Describe(int place)
    {
        Family family = _families[place];
        if (family.Metadata is null)
        {
            family = family with { Metadata = new MetricMetadata(Decode(family.Name), family.Kind, Decode(family.Unit), Decode(family.Help)) };
            _families[place] = family;
        }

        return family.Metadata;
    }

    private static bool IsSuffix(MetricKind kind, ReadOnlySpan<byte> suffix) => kind switch
    {
        MetricKind.Histogram => IsAny(suffix, "_bucket"u8, "_count"u8, "_sum"u8, "_created"u8),
        MetricKind.GaugeHistogram => IsAny(suffix, "_bucket"u8, "_gcount"u8, "_gsum"u8) || IsAny(suffix, "_count"u8, "_sum"u8),
        MetricKind.Summary => IsAny(suffix, "_count"u8, "_sum"u8, "_created"u8),
        MetricKind.Counter => IsAny(suffix, "_total"u8, "_created"u8),
        MetricKind.Info => suffix.SequenceEqual("_info"u8),
        _ => false,
    };

    private static bool IsAny(ReadOnlySpan<byte> text, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c = default, ReadOnlySpan<byte> d = default) =>
        text.SequenceEqual(a) || text.SequenceEqual(b) || text.SequenceEqual(c) || text.SequenceEqual(d);

    private ulong HashOf(Family family) => LineHash.Compute(
        Text(family.Name), LineHash.Compute(Text(family.Help), LineHash.Compute(Text(family.Unit), (ulong)family.Kind)));

    private ReadOnlySpan<byte> Text(Range range) => _text.WrittenSpan[range];

    private string Decode(Range range) => Encoding.UTF8.GetString(Text(range));

    private readonly record struct Family
    {
        public Range Name { get; init; }

        public Range Help { get; init; }

        public Range Unit { get; init; }

        public MetricKind Kind { get; init; }

        public MetricMetadata? Metadata { get; init; }
    }
}
