using System.Collections.Generic;
using System.Text;

namespace PipelineDsl.Patterns;

/// <summary>Reads the parts of a template.</summary>
internal sealed class ReplacementReader(string text)
{
    private const int MaxNumber = 100_000_000;

    private readonly List<ReplacementPart> _parts = [];
    private readonly StringBuilder _literal = new();
    private int _literalAt;
    private int _position;

    public ReplacementPart[] Read()
    {
        while (_position < text.Length)
        {
            if (text[_position] != '$')
            {
                AddLiteral(length: 1);
            }
            else if (_position + 1 < text.Length && text[_position + 1] == '$')
            {
                AddLiteral(length: 1);
                _position++;
            }
            else if (!TryReadReference())
            {
                AddLiteral(length: 1);
            }
        }

        FinishLiteral();
        return _parts.ToArray();
    }

    private bool TryReadReference()
    {
        int start = _position + 1;
        bool isBraced = start < text.Length && text[start] == '{';
        start += isBraced ? 1 : 0;
        int end = start;
        while (end < text.Length && NameLengthAt(end) is var length and > 0)
        {
            end += length;
        }

        if (end == start || (isBraced && (end >= text.Length || text[end] != '}')))
        {
            return false;
        }

        FinishLiteral();
        string name = text.Substring(start, end - start);
        _parts.Add(new ReplacementPart(name, NumberOf(name), _position));
        _position = end + (isBraced ? 1 : 0);
        return true;
    }

    /// <summary>How many units the code point at a position has if it can be in a name, otherwise 0.</summary>
    private int NameLengthAt(int position)
    {
        if (char.IsSurrogatePair(text, position))
        {
            return UnicodeCategories.IsLetterOrDigit(char.ConvertToUtf32(text, position)) ? 2 : 0;
        }

        return text[position] == '_' || UnicodeCategories.IsLetterOrDigit(text[position]) ? 1 : 0;
    }

    private static int NumberOf(string name)
    {
        if (name[0] == '0' && name.Length > 1)
        {
            return -1;
        }

        int number = 0;
        foreach (char c in name)
        {
            if (c is < '0' or > '9' || number >= MaxNumber)
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }

    private void AddLiteral(int length)
    {
        if (_literal.Length == 0)
        {
            _literalAt = _position;
        }

        _literal.Append(text, _position, length);
        _position += length;
    }

    private void FinishLiteral()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new ReplacementPart(Encoding.UTF8.GetBytes(_literal.ToString()), _literalAt));
            _literal.Clear();
        }
    }
}
