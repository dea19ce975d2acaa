using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Leaves out operations whose result nothing reads, so that more states become equal and fewer transitions do anything.</summary>
internal static class DeadRegisters
{
    /// <summary>Gives the transitions of a table new lists of operations.</summary>
    /// <returns>The new lists.</returns>
    public static RegisterOperations Remove(DeterministicTable table, RegisterOperations operations, RegisterOperations finals)
    {
        ulong[] live = FindLive(table, operations, finals);
        var kept = new RegisterOperations();
        for (int i = 0; i < table.Operations.Count; i++)
        {
            var list = new List<RegisterOperation>();
            Before(operations[table.Operations[i]], live[table.Next[i]], list);
            list.Reverse();
            table.Operations[i] = kept.Intern(list);
        }

        return kept;
    }

    private static ulong[] FindLive(DeterministicTable table, RegisterOperations operations, RegisterOperations finals)
    {
        int classCount = table.Classes.Count;
        var live = new ulong[table.StateCount];
        for (bool isChanged = true; isChanged;)
        {
            isChanged = false;

            // States are mostly followed by later ones, so going backwards most registers are found in one round.
            for (int state = live.Length - 1; state > DeterministicTable.Dead; state--)
            {
                ulong registers = Before(finals[table.Finals[state]], 0, kept: null);
                for (int entry = state * classCount; entry < (state + 1) * classCount; entry++)
                {
                    registers |= Before(operations[table.Operations[entry]], live[table.Next[entry]], kept: null);
                }

                isChanged |= registers != live[state];
                live[state] = registers;
            }
        }

        return live;
    }

    /// <summary>The registers that are read later, before a list of operations, given those after it.</summary>
    /// <param name="list">The list; all of a list of slots is read.</param>
    /// <param name="after">The registers that are read after it.</param>
    /// <param name="kept">Where to write the operations that matter, the last one first.</param>
    private static ulong Before(RegisterOperation[] list, ulong after, List<RegisterOperation>? kept)
    {
        bool isSlots = list.Length > 0 && list[0].Target == byte.MaxValue;
        for (int i = list.Length - 1; i >= 0; i--)
        {
            ulong target = isSlots ? 0 : 1UL << list[i].Target;
            if (isSlots || (after & target) != 0)
            {
                after = (after & ~target) | (1UL << list[i].Source);
                kept?.Add(list[i]);
            }
        }

        return after;
    }
}
