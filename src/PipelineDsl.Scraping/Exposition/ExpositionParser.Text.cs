using System.Buffers.Text;

namespace PipelineDsl.Scraping.Exposition;

/// <content>Prometheus' text format.</content>
internal ref partial struct ExpositionParser
{
    private bool NextText()
    {
        while (true)
        {
            SkipBlanks();
            switch (Current)
            {
                case 0:
                    return false;
                case (byte)'\n':
                    _start = ++_at;
                    continue;
                case (byte)'#':
                    return ReadTextComment();
                case (byte)'{':
                    return ReadTextSample(isNamed: false);
                default:
                    return IsNameStart ? ReadTextSample(isNamed: true) : Fail("expected a metric name or a comment");
            }
        }
    }

    private bool ReadTextComment()
    {
        int hash = _at++;
        bool isSpaced = Current is (byte)' ' or (byte)'\t';
        SkipBlanks();
        if (isSpaced && _body[_at..].StartsWith("HELP"u8) && IsBlankAt(_at + 4))
        {
            return ReadTextMetadata("HELP") && FinishHelp();
        }

        if (isSpaced && _body[_at..].StartsWith("TYPE"u8) && IsBlankAt(_at + 4))
        {
            return ReadTextMetadata("TYPE") && FinishType(openMetrics: false);
        }

        int end = Find((byte)'\n', _at);
        if (!isSpaced && _body[_at..end].Contains((byte)0))
        {
            _at = _body.Length;
            return false;
        }

        (_textStart, _textEnd) = (hash, end);
        _at = end + 1;
        return Yield(ExpositionEntry.Comment);
    }

    private bool ReadTextMetadata(string keyword)
    {
        _at += keyword.Length;
        SkipBlanks();
        if (!ReadMetadataName(keyword))
        {
            return false;
        }

        // One byte separates name and text, whatever it is; blanks alone are no text.
        int end = Find((byte)'\n', _at);
        bool isBlank = !_body[_at..end].ContainsAnyExcept((byte)' ', (byte)'\t');
        (_textStart, _textEnd) = (isBlank ? end : _at + 1, end);
        _at = end + 1;
        return true;
    }

    private bool ReadTextSample(bool isNamed)
    {
        _labels.Clear();
        (_nameStart, _nameEnd) = (-1, -1);
        if (isNamed)
        {
            SkipAll(s_nameBytes);
            (_nameStart, _nameEnd) = (_start, _at);
            SkipBlanks();
        }

        if (Current == '{')
        {
            _at++;
            if (!ReadLabels())
            {
                return false;
            }

            SkipBlanks();
        }

        return _nameStart < 0 ? Fail("the metric has no name", _start) : IsSeriesTooLong ? FailTooLong() : ReadTextSuffix();
    }

    // From the value on.
    private bool ReadTextSuffix()
    {
        ValueStart = _at;
        HasTimestamp = HasExemplar = false;
        ReadOnlySpan<byte> token = ReadUntil(s_textValueEnd);
        if (token.IsEmpty)
        {
            return Fail("expected a value");
        }

        if (!SampleValue.TryParse(token, out double value))
        {
            return Fail("the value is not a number in range", ValueStart);
        }

        Value = value;
        SkipBlanks();
        if (Current is >= (byte)'0' and <= (byte)'9' && !ReadTextTimestamp())
        {
            return false;
        }

        if (Current != '\n')
        {
            return Fail("expected a timestamp or a line break after the value");
        }

        _at++;
        return Yield(ExpositionEntry.Sample);
    }

    private bool ReadTextTimestamp()
    {
        int start = _at;
        if (!Utf8Parser.TryParse(_body[start..], out long timestamp, out int length))
        {
            return Fail("the timestamp is out of range", start);
        }

        HasTimestamp = true;
        Timestamp = timestamp;
        _at += length;
        SkipBlanks();
        return true;
    }

    private readonly bool IsBlankAt(int at) => (uint)at < (uint)_body.Length && _body[at] is (byte)' ' or (byte)'\t';
}
