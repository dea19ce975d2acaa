using System;

namespace PipelineDsl.Patterns;

internal sealed partial class PatternParser
{
    private bool ParseEscape()
    {
        int start = _position;
        switch (_text[start + 1])
        {
            case 'A':
                return AddAnchor(AnchorKind.TextStart);
            case 'z':
                return AddAnchor(AnchorKind.TextEnd);
            case 'b':
                return AddAnchor(AnchorKind.WordBoundary);
            case 'B':
                return AddAnchor(AnchorKind.NoWordBoundary);
            case 'Q':
                ParseQuotation();
                return true;
            case 'p' or 'P':
                return ParseUnicodeClass(out CodePointSet named) && AddClass(named);
            default:
                if (TryReadPerlClass(out CodePointSet perl))
                {
                    return AddClass(perl);
                }

                if (!TryReadEscape(out int codePoint))
                {
                    return false;
                }

                AddLiteral(codePoint);
                return true;
        }
    }

    private bool AddAnchor(AnchorKind kind)
    {
        _position += 2;
        Add(new AnchorNode(kind));
        return true;
    }

    private bool AddClass(CodePointSet set)
    {
        Add(new ClassNode(set));
        return true;
    }

    private void ParseQuotation()
    {
        int start = _position;
        _position += 2;
        int end = _text.IndexOf(@"\E", _position, StringComparison.Ordinal);
        if (end < 0)
        {
            _swallowed = new Swallowed(
                @"'\Q' is never closed: without an '\E' it quotes the anchor that follows the pattern as well", start);
            end = _text.Length;
        }

        while (_position < end)
        {
            AddLiteral(ReadCodePoint());
        }

        _position = Math.Min(end + 2, _text.Length);
    }

    /// <summary>Reads an escape that stands for one code point.</summary>
    private bool TryReadEscape(out int codePoint)
    {
        int start = _position++;
        if (_position == WrapperEnd)
        {
            _swallowed = new Swallowed(@"a lone '\' ends the pattern", start);
        }

        codePoint = ReadCodePoint();
        switch (codePoint)
        {
            case 'a':
                codePoint = '\a';
                return true;
            case 'f':
                codePoint = '\f';
                return true;
            case 'n':
                codePoint = '\n';
                return true;
            case 'r':
                codePoint = '\r';
                return true;
            case 't':
                codePoint = '\t';
                return true;
            case 'v':
                codePoint = '\v';
                return true;
            case 'x':
                return TryReadHexadecimal(start, out codePoint);
            case '0':
            case >= '1' and <= '7' when IsOctal(_position):
                codePoint = ReadOctal(codePoint - '0');
                return true;
            default:
                return (codePoint < 0x80 && (codePoint == '_' || !IsNameCharacter((char)codePoint))) || FailEscape(start, codePoint);
        }
    }

    private bool FailEscape(int start, int codePoint)
    {
        string hint = codePoint switch
        {
            >= '1' and <= '9' => ": RE2 has no back references",
            'C' => ": RE2 does not match single bytes here",
            'E' => @": there is no '\Q' before it",
            'Z' => @": write '\z'",
            'u' or 'U' => @": write '\x{...}'",
            _ => "",
        };
        return Fail($"'{Quote(start, _position)}' is not an escape{hint}", start);
    }

    private bool IsOctal(int position) => _text[position] is >= '0' and <= '7';

    private int ReadOctal(int first)
    {
        int value = first;
        for (int i = 0; i < 2 && IsOctal(_position); i++)
        {
            value = (value * 8) + (_text[_position++] - '0');
        }

        return value;
    }

    private bool TryReadHexadecimal(int start, out int value)
    {
        value = 0;
        bool isBraced = TryConsume('{');
        int first = _position;
        int limit = isBraced ? _text.Length : Math.Min(first + 2, _text.Length);
        while (_position < limit && DigitOf(_text[_position]) is { } digit && value <= CodePointSet.Last)
        {
            value = (value * 16) + digit;
            _position++;
        }

        int count = _position - first;
        bool isClosed = isBraced ? count > 0 && TryConsume('}') : count == 2;
        return (isClosed && value <= CodePointSet.Last)
            || Fail(
                $@"'{Quote(start, _position + 1)}' is not an escape: write '\x' and two hexadecimal digits, or '\x{{...}}' up to 10FFFF",
                start);
    }

    private static int? DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => null,
    };
}
