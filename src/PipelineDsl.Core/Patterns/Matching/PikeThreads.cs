namespace PipelineDsl.Patterns;

/// <summary>Threads at rest before a byte, the preferred ones first, each with the slots it has stored.</summary>
internal sealed class PikeThreads
{
    private int[] _instructions = new int[16];
    private int[] _slots = [];

    public int Count { get; private set; }

    public int Instruction(int thread) => _instructions[thread];

    public ReadOnlySpan<int> Slots(int thread, int slotCount) => _slots.AsSpan(thread * slotCount, slotCount);

    public void Clear() => Count = 0;

    public void Add(int instruction, ReadOnlySpan<int> slots)
    {
        if (Count == _instructions.Length)
        {
            Array.Resize(ref _instructions, 2 * Count);
        }

        int first = Count * slots.Length;
        if (first + slots.Length > _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(2 * _slots.Length, _instructions.Length * slots.Length));
        }

        slots.CopyTo(_slots.AsSpan(first));
        _instructions[Count++] = instruction;
    }
}
