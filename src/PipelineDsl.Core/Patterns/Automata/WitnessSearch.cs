using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Looks for a shortest text, and of those of one length for the one whose bytes are nicest to read.</summary>
internal static class WitnessSearch
{
    private const string Liked = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-./:";

    private static readonly byte[] s_printable = Order(0x20, 0x7E);
    private static readonly byte[] s_all = Order(0x00, 0xFF);

    /// <summary>Finds a text of an automaton, printable ASCII or any UTF-8; null if there is none.</summary>
    public static byte[]? Find(ByteDfa dfa, bool isPrintable)
    {
        // Only what begins and ends between two code points is a text; a place is a state of the automaton and one of the decoder.
        var found = new List<(int Place, int From, byte Value)> { (dfa.Start * Utf8Phase.Count, -1, 0) };
        var isKnown = new bool[dfa.StateCount * Utf8Phase.Count];
        isKnown[found[0].Place] = true;
        for (int i = 0; i < found.Count; i++)
        {
            int state = found[i].Place / Utf8Phase.Count;
            int phase = found[i].Place % Utf8Phase.Count;
            if (phase == Utf8Phase.Boundary && dfa.IsAccepting(state))
            {
                return TextOf(found, i);
            }

            foreach (byte value in isPrintable ? s_printable : s_all)
            {
                int nextPhase = Utf8Phase.Next(phase, value);
                int place = (dfa.Next(state, dfa.ClassOf[value]) * Utf8Phase.Count) + nextPhase;
                if (nextPhase != Utf8Phase.Bad && place / Utf8Phase.Count != ByteDfa.Dead && !isKnown[place])
                {
                    isKnown[place] = true;
                    found.Add((place, i, value));
                }
            }
        }

        return null;
    }

    private static byte[] TextOf(List<(int Place, int From, byte Value)> found, int last)
    {
        var text = new List<byte>();
        for (int i = last; found[i].From >= 0; i = found[i].From)
        {
            text.Add(found[i].Value);
        }

        text.Reverse();
        return text.ToArray();
    }

    private static byte[] Order(int first, int last)
    {
        var order = new List<byte>();
        foreach (char liked in Liked)
        {
            order.Add((byte)liked);
        }

        for (int value = first; value <= last; value++)
        {
            if (!order.Contains((byte)value))
            {
                order.Add((byte)value);
            }
        }

        return order.ToArray();
    }
}
