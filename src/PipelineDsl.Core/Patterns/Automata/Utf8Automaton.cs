using System.Collections.Generic;
using System.Text;

namespace PipelineDsl.Patterns;

/// <summary>A set of code points as a small deterministic automaton over the bytes of their UTF-8.</summary>
/// <remarks>States come after all states that they lead to; the last one is where to begin.</remarks>
internal sealed class Utf8Automaton
{
    /// <summary>Leads out of the automaton: a code point of the set is complete.</summary>
    public const int Accepted = -1;

    private const int MaxLength = 4;

    private readonly List<ByteTransition[]> _states = [];
    private readonly Dictionary<string, int> _known = [];

    private Utf8Automaton()
    {
    }

    public IReadOnlyList<ByteTransition[]> States => _states;

    /// <summary>Builds the automaton; null if there is no valid code point in the set.</summary>
    public static Utf8Automaton? Of(CodePointSet set)
    {
        var sequences = new List<Utf8Sequence>();
        for (int i = 0; i < set.RangeCount; i++)
        {
            Utf8Sequence.Split(set.LowOf(i), set.HighOf(i), sequences);
        }

        if (sequences.Count == 0)
        {
            return null;
        }

        var automaton = new Utf8Automaton();
        automaton.Build(sequences, 0, sequences.Count, depth: 0);
        return automaton;
    }

    // Sequences are in order and those that share a first byte have it alone in their range, so equal heads are neighbours.
    private int Build(List<Utf8Sequence> sequences, int from, int to, int depth)
    {
        if (depth == MaxLength || sequences[from].Length == depth)
        {
            return Accepted;
        }

        var transitions = new List<ByteTransition>();
        for (int start = from; start < to;)
        {
            (byte low, byte high) = sequences[start][depth];
            int end = start + 1;
            while (end < to && sequences[end][depth] == (low, high))
            {
                end++;
            }

            Add(transitions, new ByteTransition(low, high, Build(sequences, start, end, depth + 1)));
            start = end;
        }

        return Share(transitions);
    }

    private static void Add(List<ByteTransition> transitions, ByteTransition transition)
    {
        int previous = transitions.Count - 1;
        if (previous >= 0 && transitions[previous] is var last && last.Next == transition.Next && last.High + 1 == transition.Low)
        {
            transitions[previous] = last with { High = transition.High };
        }
        else
        {
            transitions.Add(transition);
        }
    }

    private int Share(List<ByteTransition> transitions)
    {
        var text = new StringBuilder();
        foreach (ByteTransition transition in transitions)
        {
            text.Append((char)transition.Low).Append((char)transition.High).Append((char)(transition.Next + 1));
        }

        string key = text.ToString();
        if (!_known.TryGetValue(key, out int state))
        {
            state = _states.Count;
            _states.Add(transitions.ToArray());
            _known.Add(key, state);
        }

        return state;
    }
}
