using System;

namespace PipelineDsl.Patterns;

internal sealed partial class PatternParser
{
    private bool ParseClass()
    {
        int start = _position++;
        bool isNegated = TryConsume('^');
        var foldable = new CodePointSetBuilder();
        var finished = new CodePointSetBuilder();
        bool isFirst = true;
        while (true)
        {
            if (_position >= _text.Length)
            {
                return Fail("'[' is never closed", start);
            }

            if (_text[_position] == ']' && !isFirst)
            {
                _position++;
                break;
            }

            isFirst = false;
            if (!ParseClassItem(start, foldable, finished))
            {
                return false;
            }
        }

        finished.Add(Fold(foldable.ToSet()));
        CodePointSet set = finished.ToSet();
        Add(new ClassNode(isNegated ? set.Negate() : set));
        return true;
    }

    private bool ParseClassItem(int classStart, CodePointSetBuilder foldable, CodePointSetBuilder finished)
    {
        CodePointSet set;
        switch (_text[_position])
        {
            case '[' when _text[_position + 1] == ':' && _text.IndexOf(":]", _position + 2, StringComparison.Ordinal) is var end and >= 0:
                if (!TryReadPosixClass(end, out set))
                {
                    return false;
                }

                break;
            case '\\' when _text[_position + 1] is 'p' or 'P':
                if (!ParseUnicodeClass(out set))
                {
                    return false;
                }

                break;
            case '\\' when TryReadPerlClass(out set):
                break;
            default:
                return ParseClassRange(classStart, foldable);
        }

        finished.Add(set);
        return true;
    }

    private bool ParseClassRange(int classStart, CodePointSetBuilder foldable)
    {
        int start = _position;
        if (!TryReadClassCodePoint(classStart, out int low))
        {
            return false;
        }

        int high = low;
        if (_position + 1 < _text.Length && _text[_position] == '-' && _text[_position + 1] != ']')
        {
            _position++;
            if (!TryReadClassCodePoint(classStart, out high))
            {
                return false;
            }
        }

        if (high < low)
        {
            return start + 2 < Opening.Length + _pattern.Length && _position <= Opening.Length + _pattern.Length
                ? Fail($"the range '{Quote(start, _position)}' ends before it begins", start)
                : Fail("'[' is never closed", classStart);
        }

        foldable.Add(low, high);
        return true;
    }

    private bool TryReadClassCodePoint(int classStart, out int codePoint)
    {
        codePoint = 0;
        if (_position >= _text.Length)
        {
            return Fail("'[' is never closed", classStart);
        }

        if (_text[_position] == '\\' && _position + 1 < _text.Length)
        {
            return TryReadEscape(out codePoint);
        }

        codePoint = ReadCodePoint();
        return true;
    }

    /// <summary>Reads <c>[:alpha:]</c> or <c>[:^alpha:]</c>.</summary>
    private bool TryReadPosixClass(int end, out CodePointSet set)
    {
        int start = _position;
        string name = _text.Substring(start + 2, end - start - 2);
        bool isNegated = name.Length > 0 && name[0] == '^';
        string? ranges = NamedClasses.Posix(isNegated ? name.Substring(1) : name);
        _position = end + 2;
        set = ranges is null ? CodePointSet.Empty : FoldAndNegate(NamedClasses.ToSet(ranges), isNegated);
        return ranges is not null || Fail($"there is no class '{Quote(start, _position)}'", start);
    }

    /// <summary>Reads <c>\d</c> and its like; otherwise stays where it is.</summary>
    private bool TryReadPerlClass(out CodePointSet set)
    {
        char letter = _text[_position + 1];
        bool isNegated = letter is 'D' or 'S' or 'W';
        string? ranges = NamedClasses.Perl(isNegated ? (char)(letter + ('a' - 'A')) : letter);
        set = ranges is null ? CodePointSet.Empty : FoldAndNegate(NamedClasses.ToSet(ranges), isNegated);
        _position += ranges is null ? 0 : 2;
        return ranges is not null;
    }

    /// <summary>Reads <c>\pL</c>, <c>\p{Greek}</c>, <c>\p{^Greek}</c> or the like with <c>\P</c>.</summary>
    private bool ParseUnicodeClass(out CodePointSet set)
    {
        int start = _position;
        bool isNegated = _text[start + 1] == 'P';
        set = CodePointSet.Empty;
        _position += 2;
        string name;
        if (TryConsume('{'))
        {
            int end = _text.IndexOf('}', _position);
            if (end < 0)
            {
                return Fail($"'{Quote(start, start + 3)}' needs a '}}' after the name of the class", start);
            }

            name = _text.Substring(_position, end - _position);
            _position = end + 1;
        }
        else
        {
            int first = _position;
            ReadCodePoint();
            name = _text.Substring(first, _position - first);
        }

        if (name.Length > 0 && name[0] == '^')
        {
            isNegated = !isNegated;
            name = name.Substring(1);
        }

        if (!UnicodeClasses.TryGet(name, out set))
        {
            return Fail($"'{Quote(start, _position)}' does not name a category or a script of Unicode", start);
        }

        set = FoldAndNegate(set, isNegated);
        return true;
    }

    private CodePointSet FoldAndNegate(CodePointSet set, bool isNegated) => isNegated ? Fold(set).Negate() : Fold(set);

    private CodePointSet Fold(CodePointSet set) => Has(PatternFlags.FoldCase) ? set.Fold() : set;
}
