using System.Collections.Generic;

namespace PipelineDsl.Patterns;

internal sealed partial class PatternParser
{
    private const int MaxRepeat = 1000;

    private bool IsRepeatAt(int position) => _text[position] is '*' or '+' or '?' || TryReadCounts(position, out _, out _, out _);

    private bool ParseRepeat(bool afterRepeat)
    {
        int start = _position;
        int min = _text[start] == '+' ? 1 : 0;
        int max = _text[start] == '?' ? 1 : RepeatNode.Unbounded;
        int end = start + 1;
        bool isCounted = _text[start] == '{';
        if (isCounted)
        {
            TryReadCounts(start, out min, out max, out end);
        }

        _position = end;
        string written = Quote(start, end);
        if (isCounted && (min > MaxRepeat || max > MaxRepeat))
        {
            return Fail($"'{written}' repeats more than {MaxRepeat} times", start);
        }

        if (isCounted && max != RepeatNode.Unbounded && min > max)
        {
            return Fail($"'{written}' asks for at least {min} and at most {max} times", start);
        }

        bool isGreedy = TryConsume('?') == Has(PatternFlags.Ungreedy);
        if (afterRepeat)
        {
            return Fail($"'{written}' repeats a repetition: put what comes before it in parentheses", start);
        }

        if (_group.Items.Count == 0)
        {
            return Fail($"there is nothing before '{written}' to repeat", start);
        }

        return Repeat(start, min, max, isGreedy);
    }

    private bool Repeat(int start, int min, int max, bool isGreedy)
    {
        int last = _group.Items.Count - 1;
        PatternNode item = _group.Items[last];
        if (item.Height >= MaxHeight)
        {
            return Fail($"groups and repetitions are nested more than {MaxHeight} deep", start);
        }

        int turns = max == RepeatNode.Unbounded ? min : max;
        if ((min >= 2 || max >= 2) && !Fits(item, MaxRepeat / turns))
        {
            return Fail($"nested repetitions multiply to more than {MaxRepeat} times", start);
        }

        _group.Items[last] = PatternNodes.Repeat(item, min, max, isGreedy);
        return true;
    }

    /// <summary>Whether the repetitions in a part multiply to no more than a number.</summary>
    private static bool Fits(PatternNode node, int limit)
    {
        switch (node)
        {
            case RepeatNode repeat:
                int turns = repeat.Max == RepeatNode.Unbounded ? repeat.Min : repeat.Max;
                return turns <= limit && Fits(repeat.Item, turns > 0 ? limit / turns : limit);
            case CaptureNode capture:
                return Fits(capture.Item, limit);
            case ConcatenationNode concatenation:
                return AllFit(concatenation.Items, limit);
            case AlternationNode alternation:
                return AllFit(alternation.Items, limit);
            default:
                return true;
        }
    }

    private static bool AllFit(IReadOnlyList<PatternNode> nodes, int limit)
    {
        foreach (PatternNode node in nodes)
        {
            if (!Fits(node, limit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads <c>{2}</c>, <c>{2,}</c> or <c>{2,5}</c>; anything else is literal text.</summary>
    private bool TryReadCounts(int position, out int min, out int max, out int end)
    {
        min = 0;
        max = 0;
        end = position;
        if (_text[position] != '{')
        {
            return false;
        }

        end++;
        if (!TryReadCount(ref end, out min))
        {
            return false;
        }

        max = min;
        if (_text[end] == ',')
        {
            end++;
            max = RepeatNode.Unbounded;
            if (_text[end] != '}' && !TryReadCount(ref end, out max))
            {
                return false;
            }
        }

        return _text[end++] == '}';
    }

    private bool TryReadCount(ref int position, out int count)
    {
        int start = position;
        count = 0;
        while (_text[position] is >= '0' and <= '9')
        {
            count = count > MaxRepeat ? count : (count * 10) + (_text[position] - '0');
            position++;
        }

        bool hasLeadingZero = _text[start] == '0' && position - start > 1;
        return position > start && !hasLeadingZero;
    }
}
