using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>Writes out small sets of texts.</summary>
internal sealed class FiniteLanguage
{
    private const int MaxSteps = 4096;

    private readonly ByteDfa _language;
    private readonly int _max;
    private readonly List<string> _texts = [];
    private readonly List<byte> _path = [];
    private int _steps;

    private FiniteLanguage(ByteDfa language, int max)
    {
        _language = language;
        _max = max;
    }

    /// <summary>All texts of a set; null if there are more than some number, or some that are not UTF-8.</summary>
    public static IReadOnlyList<string>? TryList(ByteDfa language, int max)
    {
        var list = new FiniteLanguage(language, max);
        return list.Walk(language.Start) ? list._texts : null;
    }

    /// <summary>The only text of a set; null if there are none or several.</summary>
    public static string? Single(ByteDfa language) => TryList(language, 1) is { Count: 1 } texts ? texts[0] : null;

    private bool Walk(int state)
    {
        // A path longer than there are states has gone in a circle, and circles lead to texts: only the dead state does not.
        if (state == ByteDfa.Dead)
        {
            return true;
        }

        if (state == ByteDfa.Universal || _path.Count > _language.StateCount || ++_steps > MaxSteps)
        {
            return false;
        }

        if (_language.IsAccepting(state) && !Add())
        {
            return false;
        }

        for (int value = 0; value <= byte.MaxValue; value++)
        {
            int next = _language.Next(state, _language.ClassOf[value]);
            if (next != ByteDfa.Dead)
            {
                _path.Add((byte)value);
                if (!Walk(next))
                {
                    return false;
                }

                _path.RemoveAt(_path.Count - 1);
            }
        }

        return true;
    }

    private bool Add()
    {
        string text = Encoding.UTF8.GetString(_path.ToArray());
        _texts.Add(text);
        return _texts.Count <= _max && text.All(static c => c != CodePointSet.Replacement);
    }
}
