using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Leads what can no longer match into the dead state.</summary>
internal static class DeadEnds
{
    public static void Remove(DeterministicTable table)
    {
        int classCount = table.Classes.Count;
        var reverse = new ReverseTransitions(table.Next.ToArray(), classCount);
        var isAlive = new bool[table.StateCount];
        var alive = new List<int>();
        for (int state = 0; state < table.StateCount; state++)
        {
            if (table.Finals[state] != 0)
            {
                isAlive[state] = true;
                alive.Add(state);
            }
        }

        for (int i = 0; i < alive.Count; i++)
        {
            for (int @class = 0; @class < classCount; @class++)
            {
                foreach (int source in reverse.SourcesOf(alive[i], @class))
                {
                    if (!isAlive[source])
                    {
                        isAlive[source] = true;
                        alive.Add(source);
                    }
                }
            }
        }

        for (int i = 0; i < table.Next.Count; i++)
        {
            if (!isAlive[table.Next[i]])
            {
                table.Next[i] = DeterministicTable.Dead;
                table.Operations[i] = 0;
            }
        }

        table.Start = isAlive[table.Start] ? table.Start : DeterministicTable.Dead;
    }
}
