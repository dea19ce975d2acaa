using System.Collections.Immutable;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>What the labels can be at one place in a list of rules: never fewer values than there are.</summary>
internal sealed class LabelValues(Languages languages)
{
    /// <summary>Texts of a label that are joined one by one with those of others.</summary>
    private const int MaxTexts = 32;

    private readonly Dictionary<string, ValueFact> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JoinFact> _joins = new(StringComparer.Ordinal);

    // What happened to labels by pattern, so that it holds for labels that no rule has named yet.
    private readonly List<(ByteDfa Names, bool IsErased, int Rule)> _events = [];

    /// <summary>What labels can be called. Only a labelmap makes a label without a name.</summary>
    public ByteDfa Names => _events.Any(static e => !e.IsErased && AnalyzedRule.Contains(e.Names, "")) ? Languages.Everything : Languages.NonEmpty;

    /// <summary>What a label can be; an absent one is the empty text.</summary>
    public ValueFact Of(string label)
    {
        if (_labels.TryGetValue(label, out ValueFact? fact))
        {
            return fact;
        }

        for (int i = _events.Count - 1; i >= 0; i--)
        {
            if (AnalyzedRule.Contains(_events[i].Names, label))
            {
                return _events[i].IsErased ? new(Languages.EmptyText, [_events[i].Rule]) : new(Languages.Everything, []);
            }
        }

        return new(Languages.Everything, []);
    }

    /// <summary>What joined labels can be.</summary>
    public ValueFact Of(string[] sources, string separator)
    {
        if (sources.Length == 0)
        {
            return new(Languages.EmptyText, []);
        }

        if (sources.Length == 1)
        {
            return Of(sources[0]);
        }

        ValueFact joined = Join(sources, separator);
        if (!_joins.TryGetValue(KeyOf(sources, separator), out JoinFact? known))
        {
            return joined;
        }

        ImmutableArray<int> causes = [.. known.Fact.Causes.Union(joined.Causes).OrderBy(static cause => cause)];
        return languages.Intersect(known.Fact.Language, joined.Language) is { } both ? new(both, causes) : known.Fact;
    }

    /// <summary>Remembers that the labels are among those whose joined values are in a set.</summary>
    public void Narrow(string[] sources, string separator, ByteDfa? language, int rule)
    {
        ValueFact fact = Of(sources, separator);
        if (language is null)
        {
            return;
        }

        if (sources.Length == 1)
        {
            _labels[sources[0]] = fact.With(language, rule);
        }
        else if (sources.Length > 1)
        {
            _joins[KeyOf(sources, separator)] = new(sources, fact.With(language, rule));
        }
    }

    /// <summary>Remembers that a label was set to one of some texts.</summary>
    /// <param name="label">The label.</param>
    /// <param name="language">The texts; null when they are not known.</param>
    /// <param name="isCertain">Whether it was set in any case; else it may have stayed as it was.</param>
    /// <param name="rule">The rule that did it.</param>
    public void Write(string label, ByteDfa? language, bool isCertain, int rule)
    {
        ValueFact before = Of(label);
        _labels[label] = isCertain
            ? new(language ?? Languages.Everything, [rule])
            : before.With((language is null ? null : languages.Union(before.Language, language)) ?? Languages.Everything, rule);
        Forget(name => name == label);
    }

    /// <summary>Remembers that labels may have been set to anything.</summary>
    /// <param name="names">Their names; null when they are not known.</param>
    /// <param name="rule">The rule that did it.</param>
    public void WriteSome(ByteDfa? names, int rule)
    {
        names ??= Languages.Everything;
        foreach (string label in _labels.Keys.Where(label => AnalyzedRule.Contains(names, label)).ToArray())
        {
            _labels[label] = new(Languages.Everything, []);
        }

        Forget(label => AnalyzedRule.Contains(names, label));
        _events.Add((names, IsErased: false, rule));
    }

    /// <summary>Remembers that labels are gone.</summary>
    /// <param name="names">Their names; null when they are not known.</param>
    /// <param name="rule">The rule that did it.</param>
    public void Erase(ByteDfa? names, int rule)
    {
        foreach (string label in _labels.Keys.ToArray())
        {
            if (names is null)
            {
                Write(label, Languages.EmptyText, isCertain: false, rule);
            }
            else if (AnalyzedRule.Contains(names, label))
            {
                Write(label, Languages.EmptyText, isCertain: true, rule);
            }
        }

        Forget(label => names is null || AnalyzedRule.Contains(names, label));
        if (names is not null)
        {
            _events.Add((names, IsErased: true, rule));
        }
    }

    /// <summary>Whether it is proven that no label with one of some names is there.</summary>
    public bool AreAbsent(ByteDfa names)
    {
        if (_labels.Any(pair => AnalyzedRule.Contains(names, pair.Key) && !languages.IsWithin(pair.Value.Language, Languages.EmptyText)))
        {
            return false;
        }

        for (int i = _events.Count - 1; i >= 0; i--)
        {
            if (_events[i].IsErased && languages.IsWithin(names, _events[i].Names))
            {
                return true;
            }

            if (!_events[i].IsErased && !languages.AreDisjoint(names, _events[i].Names))
            {
                return false;
            }
        }

        return false;
    }

    private ValueFact Join(string[] sources, string separator)
    {
        var items = new List<PatternNode>();
        var causes = new SortedSet<int>();
        foreach (string source in sources)
        {
            ValueFact fact = Of(source);
            IReadOnlyList<string>? texts = FiniteLanguage.TryList(fact.Language, MaxTexts);
            causes.UnionWith(texts is null ? [] : fact.Causes);
            items.Add(Languages.NodeOf(separator));
            items.Add(texts is null or { Count: 0 } ? Languages.Anything : Languages.NodeOf(texts));
        }

        items.RemoveAt(0);
        return languages.OfNode(PatternNodes.Concatenation(items)) is { } joined
            ? new(joined, [.. causes])
            : new(Languages.Everything, []);
    }

    private void Forget(Func<string, bool> isWritten)
    {
        foreach (string key in _joins.Where(pair => pair.Value.Sources.Any(isWritten)).Select(static pair => pair.Key).ToArray())
        {
            _joins.Remove(key);
        }
    }

    // Lengths before texts: no two lists have the same key.
    private static string KeyOf(string[] sources, string separator) =>
        string.Concat(sources.Prepend(separator).Select(static text => $"{text.Length}:{text}"));

    private sealed record JoinFact(string[] Sources, ValueFact Fact);
}
