using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Bytes that no automaton of interest tells apart, in classes numbered in order of their first byte.</summary>
internal sealed class ByteClasses
{
    private readonly byte[] _map = new byte[256];
    private readonly List<byte> _firsts = [];

    private ByteClasses()
    {
    }

    public int Count => _firsts.Count;

    /// <summary>The class of each byte.</summary>
    public byte[] Map => _map;

    /// <summary>The first byte of a class.</summary>
    public byte FirstOf(int @class) => _firsts[@class];

    /// <summary>The classes that a program and its anchors tell apart.</summary>
    public static ByteClasses Of(ByteProgram program, ByteContexts contexts)
    {
        var begins = new bool[257];
        foreach (ByteInstruction instruction in program.Instructions)
        {
            if (instruction.Operation == ByteOperation.Range)
            {
                begins[instruction.Low] = begins[instruction.High + 1] = true;
            }
        }

        foreach (ByteTransition transition in program.Transitions)
        {
            begins[transition.Low] = begins[transition.High + 1] = true;
        }

        if (program.HasCodePoints())
        {
            foreach (byte bound in Utf8Phase.Bounds)
            {
                begins[bound] = true;
            }
        }

        begins[0x80] = true;
        for (int i = 1; i < 256; i++)
        {
            begins[i] |= contexts.Of((byte)i) != contexts.Of((byte)(i - 1));
        }

        return OfKeys(value => begins[value] ? value : -1, isSequential: true);
    }

    /// <summary>The classes of bytes with equal keys.</summary>
    public static ByteClasses Of(Func<int, int> key) => OfKeys(key, isSequential: false);

    // In a sequence, a key of -1 means the class of the byte before.
    private static ByteClasses OfKeys(Func<int, int> key, bool isSequential)
    {
        var classes = new ByteClasses();
        var known = new Dictionary<int, byte>();
        for (int value = 0; value < 256; value++)
        {
            int current = key(value);
            if (isSequential && current < 0 && value > 0)
            {
                classes._map[value] = classes._map[value - 1];
                continue;
            }

            if (!known.TryGetValue(current, out byte number))
            {
                number = (byte)classes._firsts.Count;
                classes._firsts.Add((byte)value);
                known.Add(current, number);
            }

            classes._map[value] = number;
        }

        return classes;
    }
}
