namespace PipelineDsl;

/// <summary>Unites label sets in one pass over their sorted labels. Not thread-safe.</summary>
internal sealed class LabelSetMerger
{
    private const int MostSets = 8;

    private byte[] _buffer = new byte[2048];

    /// <summary>The labels of all sets; of a name that several have, the value of the last counts.</summary>
    public LabelSet Merge(params ReadOnlySpan<LabelSet> sets)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sets.Length, MostSets);
        Span<int> at = stackalloc int[MostSets];
        at.Clear();
        EnsureRoomFor(sets);
        Span<byte> rest = _buffer;
        int count = 0;
        while (LastOfFirst(sets, at) is var winner and >= 0)
        {
            ReadOnlySpan<byte> from = sets[winner].Encoded[at[winner]..];
            ReadOnlySpan<byte> name = LabelEncoding.Read(ref from);
            rest = LabelEncoding.Write(LabelEncoding.Write(rest, name), LabelEncoding.Read(ref from));
            count++;
            for (int i = 0; i <= winner; i++)
            {
                SkipIf(sets[i].Encoded, name, ref at[i]);
            }
        }

        return count == 0 ? LabelSet.Empty : new LabelSet(_buffer.AsSpan(0, _buffer.Length - rest.Length).ToArray(), count);
    }

    /// <summary>The last of the sets whose next name is the first of all next names; -1 when all are at their ends.</summary>
    private static int LastOfFirst(ReadOnlySpan<LabelSet> sets, ReadOnlySpan<int> at)
    {
        int winner = -1;
        ReadOnlySpan<byte> first = default;
        for (int i = 0; i < sets.Length; i++)
        {
            ReadOnlySpan<byte> from = sets[i].Encoded[at[i]..];
            if (from.IsEmpty)
            {
                continue;
            }

            ReadOnlySpan<byte> name = LabelEncoding.Read(ref from);
            if (winner < 0 || name.SequenceCompareTo(first) <= 0)
            {
                winner = i;
                first = name;
            }
        }

        return winner;
    }

    private static void SkipIf(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> name, ref int at)
    {
        ReadOnlySpan<byte> from = encoded[at..];
        if (!from.IsEmpty && LabelEncoding.Read(ref from).SequenceEqual(name))
        {
            LabelEncoding.Read(ref from);
            at = encoded.Length - from.Length;
        }
    }

    private void EnsureRoomFor(ReadOnlySpan<LabelSet> sets)
    {
        int size = 0;
        foreach (LabelSet set in sets)
        {
            size += set.Encoded.Length;
        }

        if (size > _buffer.Length)
        {
            _buffer = new byte[size * 2];
        }
    }
}
