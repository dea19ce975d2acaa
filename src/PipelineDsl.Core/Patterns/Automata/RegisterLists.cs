using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>What an automaton does with its registers, in a form that is fast to execute.</summary>
/// <remarks>
/// Action 0 does nothing. An action up to <see cref="LastPositionAction"/> puts the position into the register of that number, by far the
/// most frequent case. Any other is an index in <see cref="Operations"/>, <see cref="FirstList"/> added: there stand the number of
/// operations and then each of them, the target in the low byte and the source in the high one.
/// </remarks>
internal sealed class RegisterLists
{
    /// <summary>The last action that puts the position into a register.</summary>
    public const int LastPositionAction = RegisterOperation.Spare;

    /// <summary>The first action that is a list.</summary>
    public const int FirstList = LastPositionAction + 1;

    private readonly int[] _actionOf;
    private readonly List<ushort> _operations = [];
    private readonly ushort[] _operationArray;
    private readonly List<byte> _slots = [0];
    private readonly Dictionary<int, int> _slotsOf = [];
    private byte[] _slotArray = [];

    public RegisterLists(RegisterOperations operations, int slotCount)
    {
        SlotCount = slotCount;
        RegisterCount = RegisterOperation.First;
        _actionOf = new int[operations.Count];
        for (int number = 1; number < operations.Count; number++)
        {
            _actionOf[number] = Add(operations[number]);
        }

        _operationArray = _operations.ToArray();
    }

    /// <summary>How many slots an accepting state has.</summary>
    public int SlotCount { get; }

    /// <summary>How many registers there are, those included that have a meaning of their own.</summary>
    public int RegisterCount { get; private set; }

    /// <summary>The largest action.</summary>
    public int LastAction => FirstList + _operationArray.Length;

    /// <summary>The operations of all lists.</summary>
    public ReadOnlySpan<ushort> Operations => _operationArray;

    /// <summary>The slots of all accepting states.</summary>
    public ReadOnlySpan<byte> Slots => _slotArray;

    /// <summary>The action for a list of operations.</summary>
    public int ActionOf(int number) => _actionOf[number];

    /// <summary>What an action does.</summary>
    public RegisterOperation[] OperationsOf(int action)
    {
        if (action <= LastPositionAction)
        {
            return action == 0 ? [] : [new RegisterOperation((byte)action, RegisterOperation.Position)];
        }

        int start = action - FirstList;
        var operations = new RegisterOperation[_operationArray[start]];
        for (int i = 0; i < operations.Length; i++)
        {
            ushort operation = _operationArray[start + 1 + i];
            operations[i] = new RegisterOperation((byte)operation, (byte)(operation >> 8));
        }

        return operations;
    }

    /// <summary>Adds the slots that have a number, and says where they begin, which is never 0.</summary>
    public int AddSlots(int number, byte[] slots)
    {
        if (!_slotsOf.TryGetValue(number, out int start))
        {
            start = _slots.Count;
            _slots.AddRange(slots);
            _slotsOf.Add(number, start);
            _slotArray = _slots.ToArray();
        }

        return start;
    }

    private int Add(RegisterOperation[] list)
    {
        foreach (RegisterOperation operation in list)
        {
            RegisterCount = Math.Max(RegisterCount, operation.Target + 1);
        }

        if (list.Length == 1 && list[0].Source == RegisterOperation.Position)
        {
            return list[0].Target;
        }

        int start = _operations.Count;
        _operations.Add((ushort)list.Length);
        foreach (RegisterOperation operation in list)
        {
            _operations.Add((ushort)(operation.Target | (operation.Source << 8)));
        }

        return FirstList + start;
    }
}
