using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Lists of operations by number, each list once; number 0 is the empty list.</summary>
internal sealed class RegisterOperations
{
    private readonly List<RegisterOperation[]> _lists = [];
    private readonly Dictionary<int[], int> _known = new(IntArrayComparer.Instance);

    public RegisterOperations() => Intern([]);

    public int Count => _lists.Count;

    public RegisterOperation[] this[int number] => _lists[number];

    /// <summary>The number of a list.</summary>
    public int Intern(List<RegisterOperation> list)
    {
        var key = new int[list.Count];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = (list[i].Target << 8) | list[i].Source;
        }

        if (!_known.TryGetValue(key, out int number))
        {
            number = _lists.Count;
            _lists.Add(list.ToArray());
            _known.Add(key, number);
        }

        return number;
    }

    /// <summary>Puts operations that happen all at once in an order in which none reads what another one has written before.</summary>
    /// <param name="parallel">The operations, of which each has a target of its own; none are left in here.</param>
    public static List<RegisterOperation> InOrder(List<RegisterOperation> parallel)
    {
        var ordered = new List<RegisterOperation>(parallel.Count + 1);
        while (parallel.Count > 0)
        {
            int free = parallel.FindIndex(candidate => !parallel.Exists(other => other != candidate && other.Source == candidate.Target));
            if (free >= 0)
            {
                ordered.Add(parallel[free]);
                parallel.RemoveAt(free);
                continue;
            }

            // All that are left go in circles; one of the values waits in the spare register.
            RegisterOperation first = parallel[0];
            ordered.Add(new RegisterOperation(RegisterOperation.Spare, first.Source));
            parallel[0] = first with { Source = RegisterOperation.Spare };
        }

        return ordered;
    }
}
