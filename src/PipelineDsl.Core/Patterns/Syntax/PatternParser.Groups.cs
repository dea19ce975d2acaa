namespace PipelineDsl.Patterns;

internal sealed partial class PatternParser
{
    private bool ParseOpening()
    {
        int opening = _position++;
        if (!TryConsume('?'))
        {
            return Open(opening, _groupNames.Count, name: null, _flags);
        }

        if (TryConsume("P<") || TryConsume("<"))
        {
            return ParseNamedGroup(opening);
        }

        return ParseFlags(opening);
    }

    private bool ParseNamedGroup(int opening)
    {
        int start = _position;
        while (_position < _text.Length && IsNameCharacter(_text[_position]))
        {
            _position++;
        }

        int end = _position;
        if (start == end && _text[end] is '=' or '!')
        {
            return Fail($"'{Quote(opening, end + 1)}' does not begin a group: RE2 has no lookbehind", opening);
        }

        if (start == end || !TryConsume('>'))
        {
            return Fail(
                $"'{Quote(opening, end + 1)}' does not begin a named group: a name is made of letters, digits and underscores of ASCII, "
                + "as in '(?P<name>'",
                opening);
        }

        return Open(opening, _groupNames.Count, _text.Substring(start, end - start), _flags);
    }

    private bool ParseFlags(int opening)
    {
        PatternFlags flags = _flags;
        bool isSetting = true;
        bool isComplete = true;
        while (_position < _text.Length)
        {
            char c = _text[_position++];
            switch (c)
            {
                case '-' when isSetting:
                    isSetting = false;
                    isComplete = false;
                    break;
                case ':' when isComplete:
                    return Open(opening, number: 0, name: null, flags);
                case ')' when isComplete:
                    if (_position - 1 == WrapperEnd)
                    {
                        _swallowed = new Swallowed($"'{Quote(opening, _position)}' is never closed", opening);
                    }

                    _flags = flags;
                    return true;
                default:
                    if (FlagOf(c) is not { } flag)
                    {
                        return FailFlags(opening);
                    }

                    // The flag for 'm' is the one that is off when 'm' is on.
                    flags = isSetting != (flag == PatternFlags.OneLine) ? flags | flag : flags & ~flag;
                    isComplete = true;
                    break;
            }
        }

        return FailFlags(opening);
    }

    private static PatternFlags? FlagOf(char c) => c switch
    {
        'i' => PatternFlags.FoldCase,
        'm' => PatternFlags.OneLine,
        's' => PatternFlags.DotAll,
        'U' => PatternFlags.Ungreedy,
        _ => null,
    };

    private bool FailFlags(int opening)
    {
        string what = Quote(opening, _position);
        string hint = what switch
        {
            "(?=" or "(?!" => "RE2 has no lookahead",
            "(?>" => "RE2 has no atomic groups",
            "(?#" => "RE2 has no comments",
            "(?P" => "a named group is written '(?P<name>...)'",
            _ => "after '(?' come the flags i, m, s, U, a colon, or a group's name in angle brackets",
        };
        return Fail($"'{what}' does not begin a group: {hint}", opening);
    }

    private bool Open(int opening, int number, string? name, PatternFlags innerFlags)
    {
        if (number > 0)
        {
            _groupNames.Add(name);
        }

        _open.Add(_group);
        _group = new PatternGroup(opening, _flags, number);
        _flags = innerFlags;
        return true;
    }

    private bool ParseClosing()
    {
        int closing = _position++;
        bool isWrapper = closing == WrapperEnd;
        if (_open.Count == 0)
        {
            return Fail("')' closes nothing", isWrapper && _wrapperClosedAt >= 0 ? _wrapperClosedAt : closing);
        }

        if (isWrapper)
        {
            _closedByWrapper = _group.Opening;
        }
        else if (_group.Opening == WrapperParenthesis)
        {
            _wrapperClosedAt = closing;
        }

        PatternNode node = _group.ToNode();
        _flags = _group.OuterFlags;
        _group = _open[_open.Count - 1];
        _open.RemoveAt(_open.Count - 1);
        Add(node);
        return true;
    }

    private PatternTree? FailUnclosed()
    {
        if (_closedByWrapper >= 0)
        {
            // The end of the anchors closed what the pattern left open, and now the parenthesis of the anchors is missing its end.
            Fail("'(' is never closed", _group.Opening == WrapperParenthesis ? _closedByWrapper : _group.Opening);
        }
        else
        {
            Fail(_swallowed.Message, _swallowed.Position);
        }

        return null;
    }

    private bool TryConsume(char expected)
    {
        if (_position >= _text.Length || _text[_position] != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool TryConsume(string expected)
    {
        if (string.CompareOrdinal(_text, _position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        _position += expected.Length;
        return true;
    }

    private static bool IsNameCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
