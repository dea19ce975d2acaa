using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Reads RE2's syntax, as Go's regexp package accepts it by default, inside the anchors that relabelling adds.</summary>
/// <remarks>
/// Prometheus adds the anchors as text before it parses, so a pattern can close the parenthesis they open: <c>a)|(?:b</c> is a pattern,
/// and anchored on one side only. Parsing the same text is the only way to agree with it everywhere.
/// </remarks>
internal sealed partial class PatternParser
{
    private const string Opening = "^(?s:";
    private const string Closing = ")$";
    private const int WrapperParenthesis = 1;
    private const int MaxHeight = 1000;
    private const int MaxSize = 3_000_000;

    private readonly string _pattern;
    private readonly string _text;
    private readonly List<PatternGroup> _open = [];
    private readonly List<string?> _groupNames = [null];
    private PatternGroup _group = new(opening: -1, PatternFlags.OneLine, number: 0);
    private PatternFlags _flags = PatternFlags.OneLine;
    private PatternError? _error;
    private int _position;
    private int _wrapperClosedAt = -1;
    private int _closedByWrapper = -1;
    private Swallowed _swallowed;

    private PatternParser(string pattern)
    {
        _pattern = pattern;
        _text = Opening + pattern + Closing;
    }

    /// <summary>Parses a pattern as a relabel rule means it.</summary>
    /// <param name="text">The pattern, without anchors of its own.</param>
    /// <param name="tree">The pattern with the anchors, or null if there is an error.</param>
    /// <param name="error">What is wrong, or null.</param>
    /// <returns>Whether the text is a pattern.</returns>
    public static bool TryParse(string text, out PatternTree? tree, out PatternError? error)
    {
        var parser = new PatternParser(text);
        tree = parser.Parse();
        error = parser._error;
        return tree is not null;
    }

    private PatternTree? Parse()
    {
        if (!CheckSurrogates())
        {
            return null;
        }

        bool afterRepeat = false;
        while (_position < _text.Length)
        {
            bool isRepeat = IsRepeatAt(_position);
            if (!(isRepeat ? ParseRepeat(afterRepeat) : ParseOther()))
            {
                return null;
            }

            afterRepeat = isRepeat;
        }

        if (_open.Count > 0)
        {
            return FailUnclosed();
        }

        PatternNode root = _group.ToNode();
        return CheckLimits(root) ? new PatternTree(root, _groupNames) : null;
    }

    private bool ParseOther()
    {
        switch (_text[_position])
        {
            case '(':
                return ParseOpening();
            case ')':
                return ParseClosing();
            case '|':
                _group.NextAlternative();
                _position++;
                return true;
            case '[':
                return ParseClass();
            case '\\':
                return ParseEscape();
            case '.':
                Add(new ClassNode(Has(PatternFlags.DotAll) ? CodePointSet.All : CodePointSet.AllButNewline));
                _position++;
                return true;
            case '^':
                Add(new AnchorNode(Has(PatternFlags.OneLine) ? AnchorKind.TextStart : AnchorKind.LineStart));
                _position++;
                return true;
            case '$':
                Add(new AnchorNode(Has(PatternFlags.OneLine) ? AnchorKind.TextEnd : AnchorKind.LineEnd));
                _position++;
                return true;
            default:
                AddLiteral(ReadCodePoint());
                return true;
        }
    }

    private bool Has(PatternFlags flag) => (_flags & flag) != 0;

    private void Add(PatternNode node) => _group.Items.Add(node);

    private void AddLiteral(int codePoint) =>
        Add(Has(PatternFlags.FoldCase) && CaseFolding.ClassOf(codePoint) is { } equivalents
            ? new ClassNode(CodePointSet.Of(equivalents))
            : PatternNodes.CodePoint(codePoint));

    private int ReadCodePoint()
    {
        int codePoint = char.IsHighSurrogate(_text[_position]) ? char.ConvertToUtf32(_text, _position) : _text[_position];
        _position += codePoint > char.MaxValue ? 2 : 1;
        return codePoint;
    }

    private bool CheckSurrogates()
    {
        for (int i = 0; i < _pattern.Length; i++)
        {
            if (char.IsSurrogatePair(_pattern, i))
            {
                i++;
            }
            else if (char.IsSurrogate(_pattern[i]))
            {
                return Fail("half of a surrogate pair is not text", Opening.Length + i);
            }
        }

        return true;
    }

    private bool CheckLimits(PatternNode root)
    {
        if (root.Height > MaxHeight)
        {
            return Fail($"groups and repetitions are nested more than {MaxHeight} deep", Opening.Length);
        }

        return root.Size <= MaxSize || Fail("the pattern is too large once its repetitions are written out", Opening.Length);
    }

    /// <summary>Where the parenthesis that closes the anchors is.</summary>
    private int WrapperEnd => _text.Length - Closing.Length;

    /// <summary>Records an error.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="position">Where, in the text with the anchors.</param>
    /// <returns>False.</returns>
    private bool Fail(string message, int position)
    {
        int own = Math.Min(Math.Max(position - Opening.Length, 0), _pattern.Length);
        _error = new PatternError(message, own);
        return false;
    }

    /// <summary>What the user wrote between two positions; what lies in the closing anchor is left out.</summary>
    private string Quote(int start, int end)
    {
        int last = Math.Min(Math.Min(end, _text.Length), Opening.Length + _pattern.Length);
        return start < last ? _text.Substring(start, last - start) : "";
    }

    /// <summary>What took the parenthesis that closes the anchors for a part of the pattern, which then has none.</summary>
    private readonly record struct Swallowed(string Message, int Position);
}
