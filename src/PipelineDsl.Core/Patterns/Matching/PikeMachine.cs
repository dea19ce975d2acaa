namespace PipelineDsl.Patterns;

/// <summary>Runs a program on all threads at once, one byte after the other, so that it takes at most length times size steps.</summary>
/// <remarks>
/// Threads are kept in order of preference; of two that arrive at one instruction only the preferred one goes on. The memory belongs to
/// the operating system's thread and grows to what the largest program on it has needed.
/// </remarks>
internal sealed partial class PikeMachine
{
    [ThreadStatic]
    private static PikeMachine? t_machine;

    private PikeThreads _current = new();
    private PikeThreads _next = new();
    private long _steps;

    /// <summary>How many steps this thread's machine has made, all runs together.</summary>
    internal static long StepsOnThisThread => t_machine?._steps ?? 0;

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="input">Valid UTF-8.</param>
    /// <param name="slots">Where to write all slots of the program, or empty if only the answer is wanted.</param>
    /// <returns>Whether there is a match.</returns>
    public static bool Run(ByteProgram program, ReadOnlySpan<byte> input, Span<int> slots)
    {
        PikeMachine machine = t_machine ??= new PikeMachine();
        machine.Prepare(program, slots.Length);
        return machine.Execute(program, input, slots);
    }

    private bool Execute(ByteProgram program, ReadOnlySpan<byte> input, Span<int> slots)
    {
        bool isMatched = false;
        for (int position = 0; ; position++)
        {
            if (!isMatched && CanBegin(program, input, position))
            {
                _scratch.AsSpan(0, _slotCount).Fill(-1);
                Follow(program, program.Start, input, position, _current);
            }

            BeginPosition();
            isMatched |= Step(program, input, position, slots);
            if (position == input.Length || (isMatched && slots.IsEmpty) || (_next.Count == 0 && (isMatched || program.IsAnchoredAtStart)))
            {
                return isMatched;
            }

            (_current, _next) = (_next, _current);
            _next.Clear();
        }
    }

    // In the middle of a code point nothing begins.
    private static bool CanBegin(ByteProgram program, ReadOnlySpan<byte> input, int position) =>
        position == 0 || (!program.IsAnchoredAtStart && (position == input.Length || (input[position] & 0xC0) != 0x80));

    /// <summary>Takes one byte on all threads; the first one that has matched ends those after it.</summary>
    private bool Step(ByteProgram program, ReadOnlySpan<byte> input, int position, Span<int> slots)
    {
        for (int i = 0; i < _current.Count; i++)
        {
            _steps++;
            ref readonly ByteInstruction instruction = ref program.Instructions[_current.Instruction(i)];
            if (instruction.Operation == ByteOperation.Match)
            {
                _current.Slots(i, _slotCount).CopyTo(slots);
                return true;
            }

            if (position == input.Length)
            {
                continue;
            }

            byte value = input[position];
            int target = instruction.Operation == ByteOperation.Table
                ? program.Follow(instruction, value)
                : value >= instruction.Low && value <= instruction.High ? instruction.Next : -1;
            if (target >= 0)
            {
                _current.Slots(i, _slotCount).CopyTo(_scratch);
                Follow(program, target, input, position + 1, _next);
            }
        }

        return false;
    }
}
