using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <content>OpenMetrics text: one blank wherever a blank may be.</content>
internal ref partial struct ExpositionParser
{
    private bool NextOpenMetrics()
    {
        if (_at >= _body.Length)
        {
            return Fail(MissingEof);
        }

        return Current switch
        {
            (byte)'#' => ReadOpenMetricsComment(),
            (byte)'{' => ReadOpenMetricsSample(isNamed: false),
            _ when IsNameStart => ReadOpenMetricsSample(isNamed: true),
            _ => Fail("expected a metric name or '#'"),
        };
    }

    private bool ReadOpenMetricsComment()
    {
        ReadOnlySpan<byte> line = _body[_at..];
        if (line.StartsWith("# EOF"u8))
        {
            // The parser stays before it: whoever asks again gets the same answer.
            int end = _at + "# EOF"u8.Length;
            end += end < _body.Length && _body[end] == '\n' ? 1 : 0;
            return end < _body.Length && Fail("there is data after # EOF", end);
        }

        if (line.StartsWith("# HELP "u8))
        {
            return ReadOpenMetricsMetadata("HELP") && FinishHelp();
        }

        if (line.StartsWith("# TYPE "u8))
        {
            return ReadOpenMetricsMetadata("TYPE") && FinishType(openMetrics: true);
        }

        return line.StartsWith("# UNIT "u8)
            ? ReadOpenMetricsMetadata("UNIT") && FinishUnit()
            : Fail("expected HELP, TYPE, UNIT or EOF after '#'");
    }

    private bool ReadOpenMetricsMetadata(string keyword)
    {
        _at += keyword.Length + 3;
        if (!ReadMetadataName(keyword))
        {
            return false;
        }

        int end = Find((byte)'\n', _at);
        if (Current != ' ' || end == _body.Length)
        {
            return Fail($"expected a blank and a text after the name in {keyword}");
        }

        (_textStart, _textEnd) = (_at + 1, end);
        _at = end + 1;
        return true;
    }

    private bool FinishUnit()
    {
        bool isSuffix = Text.IsEmpty
            || (Name.Length > Text.Length && Name.EndsWith(Text) && Name[^(Text.Length + 1)] == '_');
        return isSuffix ? Yield(ExpositionEntry.Unit) : Fail("the unit is not the end of the metric's name", _textStart);
    }

    private bool ReadOpenMetricsSample(bool isNamed)
    {
        _labels.Clear();
        (_nameStart, _nameEnd) = (-1, -1);
        if (isNamed)
        {
            SkipAll(s_nameBytes);
            (_nameStart, _nameEnd) = (_start, _at);
        }

        if (Current == '{')
        {
            _at++;
            if (!ReadLabels())
            {
                return false;
            }
        }

        if (_nameStart < 0)
        {
            return Fail("the metric has no name", _start);
        }

        if (IsSeriesTooLong)
        {
            return FailTooLong();
        }

        if (Current != ' ')
        {
            return Fail("expected a blank and a value");
        }

        _at++;
        return ReadOpenMetricsSuffix(_at);
    }

    // From the value on.
    private bool ReadOpenMetricsSuffix(int valueStart)
    {
        ValueStart = valueStart;
        HasTimestamp = HasExemplar = false;
        if (!ReadOpenMetricsNumber("value", out double value))
        {
            return false;
        }

        Value = value;
        if (Current == ' ' && HasTokenNext && !_body[_at..].StartsWith(" # "u8))
        {
            _at++;
            if (!ReadOpenMetricsTimestamp(out long timestamp))
            {
                return false;
            }

            HasTimestamp = true;
            Timestamp = timestamp;
            return IsExemplarNext ? ReadExemplar() : EndOpenMetricsLine();
        }

        if (IsExemplarNext)
        {
            return ReadExemplar();
        }

        if (_at >= _body.Length)
        {
            return Fail(MissingEof);
        }

        // Prometheus returns the sample and stumbles afterwards.
        _isBroken = Current != '\n';
        _at += _isBroken ? 0 : 1;
        return Yield(ExpositionEntry.Sample);
    }

    private bool EndOpenMetricsLine()
    {
        if (_at >= _body.Length || Current != '\n')
        {
            return Fail(_at >= _body.Length ? MissingEof : "expected a line break");
        }

        _at++;
        return Yield(ExpositionEntry.Sample);
    }

    private bool ReadExemplar()
    {
        int start = ExemplarStart = _at;
        _at += " # {"u8.Length;
        _exemplarLabels.Clear();
        if (!ReadExemplarLabels())
        {
            return false;
        }

        if (_at - start > ExpositionLimits.MaxSeriesLength)
        {
            return Fail($"the labels of the exemplar are longer than {ExpositionLimits.MaxSeriesLength} bytes", start);
        }

        if (Current != ' ')
        {
            return Fail("expected a blank and the exemplar's value");
        }

        _at++;
        if (!ReadOpenMetricsNumber("exemplar's value", out double value))
        {
            return false;
        }

        HasExemplar = true;
        ExemplarValue = value;
        HasExemplarTimestamp = Current == ' ' && HasTokenNext;
        if (HasExemplarTimestamp)
        {
            _at++;
            if (!ReadOpenMetricsTimestamp(out long timestamp))
            {
                return false;
            }

            ExemplarTimestamp = timestamp;
        }

        return EndOpenMetricsLine();
    }

    private readonly bool IsExemplarNext => _body[_at..].StartsWith(" # {"u8);

    private readonly bool HasTokenNext => _at + 1 < _body.Length && !s_openMetricsValueEnd.Contains(_body[_at + 1]);

    private bool ReadOpenMetricsNumber(string what, out double value)
    {
        int start = _at;
        ReadOnlySpan<byte> token = ReadUntil(s_openMetricsValueEnd);
        value = 0;
        if (token.IsEmpty)
        {
            return Fail($"expected the {what}");
        }

        return SampleValue.TryParse(token, out value) || Fail($"the {what} is not a number in range", start);
    }

    /// <summary>Makes the exemplar of the sample. Its labels keep their backslashes, as in Prometheus.</summary>
    public readonly Exemplar ToExemplar()
    {
        var labels = new LabelSetBuilder();
        foreach (LabelSlice label in ExemplarLabels)
        {
            labels.Set(Slice(label.NameStart, label.NameEnd), Slice(label.ValueStart, label.ValueEnd));
        }

        return new Exemplar(labels.ToLabelSet(), ExemplarValue, HasExemplarTimestamp ? ExemplarTimestamp : null);
    }

    // Seconds as a float; truncated to milliseconds.
    private bool ReadOpenMetricsTimestamp(out long timestamp)
    {
        int start = _at;
        timestamp = 0;
        if (!ReadOpenMetricsNumber("timestamp", out double seconds))
        {
            return false;
        }

        timestamp = (long)(seconds * 1000);
        return double.IsFinite(seconds) || Fail("the timestamp is not finite", start);
    }
}
