using System.Buffers;

namespace PipelineDsl.Scraping.Exposition;

/// <content>The words of both formats.</content>
internal ref partial struct ExpositionParser
{
    private static readonly SearchValues<byte> s_nameBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8);

    private static readonly SearchValues<byte> s_labelBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    // A NUL ends a number: Prometheus' lexer takes it for the end.
    private static readonly SearchValues<byte> s_textValueEnd = SearchValues.Create("{ \t\n\0"u8);
    private static readonly SearchValues<byte> s_openMetricsValueEnd = SearchValues.Create(" \n\0"u8);

    private enum QuotedText
    {
        /// <summary>A name in braces or behind HELP: line breaks may stand in it, a NUL may not.</summary>
        Name,

        /// <summary>A name in an exemplar: neither may.</summary>
        ExemplarName,

        /// <summary>A label value of the text format: both may.</summary>
        TextValue,

        /// <summary>A label value of OpenMetrics: a NUL may.</summary>
        OpenMetricsValue,

        /// <summary>A label value of an exemplar: neither may.</summary>
        ExemplarValue,
    }

    private readonly bool IsNameStart => (uint)((Current | 0x20) - 'a') <= 'z' - 'a' || Current is (byte)'_' or (byte)':';

    private readonly bool IsLabelStart => (uint)((Current | 0x20) - 'a') <= 'z' - 'a' || Current == '_';

    private void SkipBlanks()
    {
        while (Current is (byte)' ' or (byte)'\t')
        {
            _at++;
        }
    }

    private void SkipAll(SearchValues<byte> bytes)
    {
        int length = _body[_at..].IndexOfAnyExcept(bytes);
        _at = length < 0 ? _body.Length : _at + length;
    }

    private ReadOnlySpan<byte> ReadUntil(SearchValues<byte> ends)
    {
        ReadOnlySpan<byte> rest = _body[_at..];
        int length = rest.IndexOfAny(ends);
        length = length < 0 ? rest.Length : length;
        _at += length;
        return rest[..length];
    }

    /// <summary>Skips a quoted text with its quotes. Where there is none the parser stays where it is.</summary>
    private bool TrySkipQuoted(QuotedText kind)
    {
        int at = _at + 1;
        if (Current != '"')
        {
            return false;
        }

        bool lines = kind is QuotedText.Name or QuotedText.TextValue;
        bool nuls = kind is QuotedText.TextValue or QuotedText.OpenMetricsValue;
        for (; at < _body.Length; at++)
        {
            byte c = _body[at];
            if (c == '"')
            {
                _at = at + 1;
                return true;
            }

            if (c == '\\')
            {
                c = ++at < _body.Length ? _body[at] : (byte)'\n';
                if (c == '\n' || (c == 0 && !nuls))
                {
                    return false;
                }
            }
            else if ((c == '\n' && !lines) || (c == 0 && !nuls))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads the name in a HELP, TYPE or UNIT line.</summary>
    private bool ReadMetadataName(string keyword)
    {
        int start = _at;
        if (TrySkipQuoted(QuotedText.Name))
        {
            (_nameStart, _nameEnd) = (start + 1, _at - 1);
            _familyLength = _nameEnd - _nameStart;
            return true;
        }

        if (!IsNameStart)
        {
            return Fail($"expected a metric name after {keyword}");
        }

        SkipAll(s_nameBytes);
        (_nameStart, _nameEnd) = (start, _at);
        _familyLength = _at - start;
        return true;
    }
}
