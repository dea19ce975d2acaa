namespace PipelineDsl.Patterns;

internal sealed partial class PikeMachine
{
    private const int NoSlot = -1;

    private int[] _visited = [];
    private int _visit;
    private Pending[] _pending = new Pending[16];
    private int[] _scratch = [];
    private int _slotCount;

    private void Prepare(ByteProgram program, int slotCount)
    {
        if (_visited.Length < program.Instructions.Length)
        {
            _visited = new int[program.Instructions.Length];
            _visit = 0;
        }

        if (_scratch.Length < slotCount)
        {
            _scratch = new int[slotCount];
        }

        _slotCount = slotCount;
        _current.Clear();
        _next.Clear();
        BeginPosition();
    }

    private void BeginPosition()
    {
        if (_visit == int.MaxValue)
        {
            Array.Clear(_visited);
            _visit = 0;
        }

        _visit++;
    }

    /// <summary>Adds the threads that an instruction leads to without taking a byte, in order of preference.</summary>
    /// <remarks>The slots are in the scratch; what is stored on one way is taken back before the next one is tried.</remarks>
    private void Follow(ByteProgram program, int start, ReadOnlySpan<byte> input, int position, PikeThreads threads)
    {
        int pending = 0;
        Push(ref pending, new Pending(start, NoSlot));
        while (pending > 0)
        {
            Pending item = _pending[--pending];
            if (item.Slot != NoSlot)
            {
                _scratch[item.Slot] = item.Value;
                continue;
            }

            int index = item.Value;
            while (index >= 0)
            {
                _steps++;
                if (_visited[index] == _visit)
                {
                    break;
                }

                _visited[index] = _visit;
                index = Advance(program, index, input, position, threads, ref pending);
            }
        }
    }

    /// <summary>Executes an instruction that takes no byte; returns the next one, or -1 where a thread rests or ends.</summary>
    private int Advance(ByteProgram program, int index, ReadOnlySpan<byte> input, int position, PikeThreads threads, ref int pending)
    {
        ref readonly ByteInstruction instruction = ref program.Instructions[index];
        switch (instruction.Operation)
        {
            case ByteOperation.Split:
                Push(ref pending, new Pending(instruction.Argument, NoSlot));
                return instruction.Next;
            case ByteOperation.Save:
                if (instruction.Argument < _slotCount)
                {
                    Push(ref pending, new Pending(_scratch[instruction.Argument], instruction.Argument));
                    _scratch[instruction.Argument] = position;
                }

                return instruction.Next;
            case ByteOperation.Anchor:
                return Anchors.IsMet((AnchorKind)instruction.Argument, input, position) ? instruction.Next : -1;
            case ByteOperation.Fail:
                return -1;
            default:
                threads.Add(index, _scratch.AsSpan(0, _slotCount));
                return -1;
        }
    }

    private void Push(ref int pending, Pending item)
    {
        if (pending == _pending.Length)
        {
            Array.Resize(ref _pending, 2 * pending);
        }

        _pending[pending++] = item;
    }

    /// <summary>An instruction still to follow, or a slot still to set back.</summary>
    private readonly record struct Pending(int Value, int Slot);
}
