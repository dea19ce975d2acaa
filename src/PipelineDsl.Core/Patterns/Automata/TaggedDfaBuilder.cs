using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Builds an automaton with captures: determinises, leaves out what no match needs, minimises.</summary>
internal sealed class TaggedDfaBuilder
{
    // The offsets of a match that always spans the whole text need not be found.
    private const int MatchSlots = 2;

    private readonly DeterministicTable _table;
    private readonly RegisterOperations _finals;
    private readonly int _firstSlot;
    private readonly int _tagCount;
    private RegisterOperations _operations;

    private TaggedDfaBuilder(
        DeterministicTable table, int firstSlot, int tagCount, RegisterOperations operations, RegisterOperations finals)
    {
        _table = table;
        _firstSlot = firstSlot;
        _tagCount = tagCount;
        _operations = operations;
        _finals = finals;
    }

    public static TaggedDfa? TryBuild(PatternTree tree, WorkBudget budget)
    {
        if (tree.GroupCount > AutomatonLimits.MaxGroups
            || ByteProgramCompiler.TryCompileFromStart(tree, AutomatonLimits.MaxInstructions) is not { } program)
        {
            return null;
        }

        int firstSlot = tree.IsAnchored ? MatchSlots : 0;
        int tagCount = (2 * (tree.GroupCount + 1)) - firstSlot;
        DeterministicTable? table = Determinizer.Run(program, firstSlot, tagCount, budget, out var operations, out var finals);
        return table is null ? null : new TaggedDfaBuilder(table, firstSlot, tagCount, operations, finals).Build();
    }

    private TaggedDfa? Build()
    {
        DeadEnds.Remove(_table);
        _operations = DeadRegisters.Remove(_table, _operations, _finals);
        int[] blockOf = Signatures(out int count);
        count = StatePartition.Refine(_table.Next.ToArray(), _table.Classes.Count, blockOf, count);
        var quotient = new QuotientTable(_table, blockOf, count);
        List<int> order = quotient.Order([blockOf[DeterministicTable.Dead]], block => IsSettled(quotient, block) ? 0 : 1);
        int stride = quotient.Classes.Count + 1;
        int slotCount = _firstSlot + _tagCount;
        var lists = new RegisterLists(_operations, slotCount);
        if (order.Count * stride > AutomatonLimits.MaxTaggedEntries || lists.LastAction > ushort.MaxValue)
        {
            return null;
        }

        int firstUnsettled = order.FindIndex(1, block => !IsSettled(quotient, block));
        return new TaggedDfa(
            quotient.Classes.Map,
            stride - 1,
            ToTable(quotient, order, lists),
            lists,
            order.IndexOf(quotient.Start),
            (firstUnsettled < 0 ? order.Count : firstUnsettled) - 1);
    }

    private uint[] ToTable(QuotientTable quotient, List<int> order, RegisterLists lists)
    {
        int stride = quotient.Classes.Count + 1;
        int[] next = quotient.ToTable(order, stride);
        var table = new uint[order.Count * stride];
        for (int state = 0; state < order.Count; state++)
        {
            for (int @class = 0; @class < stride - 1; @class++)
            {
                int action = lists.ActionOf(quotient.Operations(order[state], @class));
                table[(state * stride) + @class] = (uint)next[(state * (stride - 1)) + @class] | ((uint)action << 16);
            }

            int final = quotient.FinalOf(order[state]);
            table[(state * stride) + stride - 1] = final == 0 ? 0 : (uint)lists.AddSlots(final, SlotsOf(final));
        }

        return table;
    }

    private static bool IsSettled(QuotientTable quotient, int block)
    {
        bool isSettled = quotient.FinalOf(block) != 0;
        for (int @class = 0; @class < quotient.Classes.Count; @class++)
        {
            isSettled &= quotient.Next(block, @class) == block && quotient.Operations(block, @class) == 0;
        }

        return isSettled;
    }

    // States that do different things are different, wherever they lead.
    private int[] Signatures(out int count)
    {
        int classCount = _table.Classes.Count;
        var known = new Dictionary<int[], int>(IntArrayComparer.Instance);
        var blockOf = new int[_table.StateCount];
        for (int state = 0; state < blockOf.Length; state++)
        {
            var signature = new int[1 + classCount];
            signature[0] = _table.Finals[state];
            _table.Operations.CopyTo(state * classCount, signature, 1, classCount);
            if (!known.TryGetValue(signature, out blockOf[state]))
            {
                blockOf[state] = known.Count;
                known.Add(signature, blockOf[state]);
            }
        }

        count = known.Count;
        return blockOf;
    }

    private byte[] SlotsOf(int final)
    {
        // The first operation of the list only tells it from none.
        RegisterOperation[] list = _finals[final];
        var slots = new byte[_firstSlot + _tagCount];
        if (_firstSlot > 0)
        {
            slots[0] = RegisterOperation.Start;
            slots[1] = RegisterOperation.Position;
        }

        for (int i = 1; i < list.Length; i++)
        {
            slots[_firstSlot + list[i].Target] = list[i].Source;
        }

        return slots;
    }
}
