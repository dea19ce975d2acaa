using PipelineDsl.Runtime;
namespace PipelineDsl.Scraping.Exposition;

/// <content>
/// Created timestamps of OpenMetrics text. As in Prometheus a <c>_created</c> line speaks for the samples before it, if nothing but samples
/// stands between, no other <c>_created</c> line, and its labels come in the same order; once found also for samples right behind it.
/// </content>
internal ref partial struct ExpositionParser
{
    /// <summary>Says when the series of the sample began. Only for a parser that reads created timestamps, right after the sample was read.</summary>
    /// <returns>Milliseconds since 1970; 0 if nothing says so.</returns>
    public readonly long FindCreated()
    {
        if (_created is not { } line)
        {
            return 0;
        }

        if (!HasCreated(Kind))
        {
            line.IsCurrent = false;
            return 0;
        }

        if (line.IsCurrent && line.Value > 0 && IsSeriesOf(line))
        {
            return line.Value;
        }

        line.AreSkipped = true;
        if (_at > line.KnownUntil)
        {
            LookAhead(line);
        }

        line.IsCurrent = line.IsFound && IsSeriesOf(line);
        return line.IsCurrent ? line.Value : 0;
    }

    private static bool HasCreated(MetricKind kind) => kind is MetricKind.Counter or MetricKind.Summary or MetricKind.Histogram;

    /// <summary>Whether the parser stands at a line that says when others began.</summary>
    public readonly bool IsCreated => Entry == ExpositionEntry.Sample && HasCreated(Kind) && Name.EndsWith("_created"u8);

    private bool NextWithoutCreated()
    {
        while (NextOpenMetrics())
        {
            if (!_created!.AreSkipped || _created.AreKept || !IsCreated)
            {
                return true;
            }

            // The line is no entry: what is asked next is asked of the line behind it.
            if (_isBroken)
            {
                return Fail("expected a line break after the value");
            }

            Entry = ExpositionEntry.None;
            _start = _at;
        }

        return false;
    }

    // One walk serves all samples before the line it ends at, so that looking ahead stays linear in the body.
    private readonly void LookAhead(CreatedLine line)
    {
        var ahead = new ExpositionParser(_body, _format, line.Labels, line.Exemplar) { _at = _at, _isBroken = _isBroken, Kind = Kind };
        line.IsFound = false;
        do
        {
            line.KnownUntil = ahead._at;
            if (!ahead.MoveNext() || ahead.Entry != ExpositionEntry.Sample)
            {
                return;
            }
        }
        while (!ahead.IsCreated);
        line.IsFound = true;
        line.Name = ahead._nameStart..(ahead._nameEnd - "_created"u8.Length);
        line.Value = (long)(ahead.Value * 1000);
        line.Kind = Kind;
    }

    private readonly bool IsSeriesOf(CreatedLine line)
    {
        ReadOnlySpan<byte> family = _body[line.Name];
        ReadOnlySpan<byte> name = _body[_nameStart..];
        // Without a metadata line read, the suffixes of the three kinds have to do.
        bool isFamily = _familyLength >= 0
            ? _familyLength == family.Length && name.StartsWith(family)
            : Name.StartsWith(family) && IsSuffix(Name[family.Length..]);
        if (!isFamily)
        {
            return false;
        }

        ReadOnlySpan<LabelSlice> those = line.Labels.Span;
        int other = 0;
        foreach (LabelSlice label in _labels.Span)
        {
            if (IsBoundaryName(Kind, label))
            {
                continue;
            }

            SkipBoundaries(line.Kind, those, ref other);
            if (other == those.Length || !AreSame(label, those[other++]))
            {
                return false;
            }
        }

        SkipBoundaries(line.Kind, those, ref other);
        return other == those.Length;
    }

    private readonly void SkipBoundaries(MetricKind kind, ReadOnlySpan<LabelSlice> labels, ref int at)
    {
        while (at < labels.Length && IsBoundaryName(kind, labels[at]))
        {
            at++;
        }
    }

    private readonly bool IsBoundaryName(MetricKind kind, in LabelSlice label) => BoundaryText.IsBoundary(kind, _body[label.NameStart..label.NameEnd]);

    private readonly bool AreSame(in LabelSlice some, in LabelSlice other) =>
        _body[some.NameStart..some.NameEnd].SequenceEqual(_body[other.NameStart..other.NameEnd])
        && _body[some.ValueStart..some.ValueEnd].SequenceEqual(_body[other.ValueStart..other.ValueEnd]);

    private static bool IsSuffix(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text.SequenceEqual("_total"u8) || text.SequenceEqual("_count"u8) || text.SequenceEqual("_sum"u8) || text.SequenceEqual("_bucket"u8);
}
