namespace PipelineDsl.Patterns;

/// <summary>Finds the <c>.*</c> at the end of a pattern: a thread there matches whatever comes.</summary>
/// <remarks>Not all threads that match whatever comes are found; those that are make many other threads needless.</remarks>
internal sealed class UniversalLoops
{
    private const int MaxSteps = 64;

    private readonly bool[] _isUniversal;
    private readonly ByteProgram _program;

    public UniversalLoops(ByteProgram program)
    {
        _program = program;
        _isUniversal = new bool[program.Instructions.Length];
        for (int index = 0; index < _isUniversal.Length; index++)
        {
            ByteInstruction instruction = program.Instructions[index];
            _isUniversal[index] = instruction.Operation == ByteOperation.Split
                && ((ComesBack(instruction.Next, index) && CanEnd(instruction.Argument))
                    || (ComesBack(instruction.Argument, index) && CanEnd(instruction.Next)));
        }
    }

    /// <summary>Whether a thread at an instruction matches whatever comes.</summary>
    public bool Contains(int index) => _isUniversal[index];

    private bool ComesBack(int index, int loop)
    {
        ByteInstruction instruction = _program.Instructions[index];
        if (instruction.Operation != ByteOperation.Table)
        {
            return instruction is { Operation: ByteOperation.Range, Low: byte.MinValue, High: byte.MaxValue } && instruction.Next == loop;
        }

        int next = byte.MinValue;
        foreach (ref readonly ByteTransition transition in _program.Transitions.Slice(instruction.Next, instruction.Argument))
        {
            if (transition.Low != next || transition.Next != loop)
            {
                return false;
            }

            next = transition.High + 1;
        }

        return next > byte.MaxValue;
    }

    // Follows a single way, which is all that there is behind a pattern.
    private bool CanEnd(int index)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            ByteInstruction instruction = _program.Instructions[index];
            switch (instruction.Operation)
            {
                case ByteOperation.Match:
                    return true;
                case ByteOperation.Save:
                case ByteOperation.Anchor when instruction.Argument == (int)AnchorKind.TextEnd:
                    index = instruction.Next;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
