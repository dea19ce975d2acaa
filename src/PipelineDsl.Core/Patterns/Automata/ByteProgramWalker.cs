using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Walks over a program as the machine does, with contexts in place of positions.</summary>
internal sealed class ByteProgramWalker(ByteProgram program, int firstSlot, int tagCount, WorkBudget budget)
{
    private const int NoTag = -1;

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

    /// <summary>Where threads at rest lead with a byte; one that has matched stays where it is.</summary>
    public ThreadList Step(ThreadList closed, byte value)
    {
        var next = new ThreadList(tagCount);
        _visit++;
        budget.Spend(1 + closed.Count);
        for (int i = 0; i < closed.Count; i++)
        {
            int index = closed.Instruction(i);
            ref readonly ByteInstruction instruction = ref program.Instructions[index];
            int target = instruction.Operation switch
            {
                ByteOperation.Match => index,
                ByteOperation.Table => program.Follow(instruction, value),
                _ => value >= instruction.Low && value <= instruction.High ? instruction.Next : -1,
            };
            if (target >= 0 && _visited[target] != _visit)
            {
                _visited[target] = _visit;
                next.Add(target, closed, i);
                budget.Spend(tagCount);
            }
        }

        return next;
    }

    /// <summary>Whether the last thread has matched.</summary>
    public bool EndsInMatch(ThreadList closed) =>
        closed.Count > 0 && program.Instructions[closed.Instruction(closed.Count - 1)].Operation == ByteOperation.Match;

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
