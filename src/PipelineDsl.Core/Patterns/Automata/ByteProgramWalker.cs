using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Walks over a program as the machine does, with contexts in place of positions.</summary>
internal sealed class ByteProgramWalker(ByteProgram program, int firstSlot, int tagCount, WorkBudget budget)
{
    private const int NoTag = -1;

    private readonly UniversalLoops _universal = new(program);
    private readonly int[] _visited = new int[program.Instructions.Length];
    private readonly int[] _values = new int[tagCount];
    private readonly List<(int Value, int Tag)> _pending = [];
    private int _visit;

    public int TagCount => tagCount;

    /// <summary>The thread at the beginning of the program.</summary>
    public ThreadList Begin()
    {
        for (int tag = 0; tag < tagCount; tag++)
        {
            _values[tag] = ThreadList.Unset;
        }

        var threads = new ThreadList(tagCount);
        threads.Add(program.Start, _values);
        return threads;
    }

    /// <summary>Where threads come to rest without taking a byte; after one that has matched there are none.</summary>
    public ThreadList Close(ThreadList threads, ByteContext before, ByteContext after)
    {
        var closed = new ThreadList(tagCount);
        _visit++;
        for (int i = 0; i < threads.Count; i++)
        {
            for (int tag = 0; tag < tagCount; tag++)
            {
                _values[tag] = threads.Value(i, tag);
            }

            Follow(threads.Instruction(i), before, after, closed);
            if (EndsInMatch(closed))
            {
                break;
            }
        }

        return closed;
    }

    /// <summary>Which threads at rest take the bytes of each class, and where they go on; one that has matched stays where it is.</summary>
    public List<(int Thread, int Target)>?[] Distribute(ThreadList closed, ByteClasses classes)
    {
        var taken = new List<(int Thread, int Target)>?[classes.Count];
        for (int i = 0; i < closed.Count; i++)
        {
            int index = closed.Instruction(i);
            ref readonly ByteInstruction instruction = ref program.Instructions[index];
            switch (instruction.Operation)
            {
                case ByteOperation.Match:
                    Distribute(taken, classes, i, new ByteTransition(byte.MinValue, byte.MaxValue, index));
                    break;
                case ByteOperation.Range:
                    Distribute(taken, classes, i, new ByteTransition(instruction.Low, instruction.High, instruction.Next));
                    break;
                default:
                    foreach (ref readonly ByteTransition transition in program.Transitions.Slice(instruction.Next, instruction.Argument))
                    {
                        Distribute(taken, classes, i, transition);
                    }

                    break;
            }
        }

        return taken;
    }

    /// <summary>The threads that have taken a byte; of those that arrive at one instruction only the preferred one goes on.</summary>
    /// <remarks>After a thread that will match in any case no other is needed; and without tags, none before it either.</remarks>
    public ThreadList Collect(ThreadList closed, List<(int Thread, int Target)>? taken)
    {
        var next = new ThreadList(tagCount);
        _visit++;
        budget.Spend(1);
        foreach ((int thread, int target) in taken ?? [])
        {
            if (_visited[target] != _visit)
            {
                _visited[target] = _visit;
                budget.Spend(1 + tagCount);
                if (_universal.Contains(target))
                {
                    next = tagCount > 0 ? next : new ThreadList(tagCount);
                    next.Add(target, closed, thread);
                    return next;
                }

                next.Add(target, closed, thread);
            }
        }

        return next;
    }

    /// <summary>Whether the last thread has matched.</summary>
    public bool EndsInMatch(ThreadList closed) =>
        closed.Count > 0 && program.Instructions[closed.Instruction(closed.Count - 1)].Operation == ByteOperation.Match;

    private void Distribute(List<(int Thread, int Target)>?[] taken, ByteClasses classes, int thread, in ByteTransition transition)
    {
        // Classes are in order of their bytes.
        for (int @class = classes.Map[transition.Low]; @class <= classes.Map[transition.High]; @class++)
        {
            (taken[@class] ??= []).Add((thread, transition.Next));
            budget.Spend(1);
        }
    }

    private void Follow(int start, ByteContext before, ByteContext after, ThreadList closed)
    {
        _pending.Clear();
        _pending.Add((start, NoTag));
        while (_pending.Count > 0)
        {
            (int index, int tag) = _pending[_pending.Count - 1];
            _pending.RemoveAt(_pending.Count - 1);
            if (tag != NoTag)
            {
                _values[tag] = index;
                continue;
            }

            while (index >= 0 && _visited[index] != _visit)
            {
                budget.Spend(1);
                _visited[index] = _visit;
                index = Advance(index, before, after, closed);
            }

            if (EndsInMatch(closed))
            {
                return;
            }
        }
    }

    private int Advance(int index, ByteContext before, ByteContext after, ThreadList closed)
    {
        ref readonly ByteInstruction instruction = ref program.Instructions[index];
        switch (instruction.Operation)
        {
            case ByteOperation.Split:
                _pending.Add((instruction.Argument, NoTag));
                return instruction.Next;
            case ByteOperation.Save:
                int tag = instruction.Argument - firstSlot;
                if (tag >= 0 && tag < tagCount)
                {
                    _pending.Add((_values[tag], tag));
                    _values[tag] = ThreadList.Here;
                }

                return instruction.Next;
            case ByteOperation.Anchor:
                return ByteContexts.IsMet((AnchorKind)instruction.Argument, before, after) ? instruction.Next : -1;
            case ByteOperation.Fail:
                return -1;
            default:
                closed.Add(index, _values);
                budget.Spend(tagCount);
                return -1;
        }
    }
}
